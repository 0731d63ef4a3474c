/// Decodes a row that is independent of the engine: keyed types by column name, single values and lists from one column.
struct RowDecoder: Decoder {
    let row: Row
    let keys: ColumnKeys
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func decode<T: Decodable>(_ type: T.Type) throws(DuckDBError) -> T {
        do {
            if row.columns.count == 1, type is any ValueConvertible.Type { return try onlyColumn().unbox(type) }
            return try T(from: self)
        } catch {
            throw ValueDecoder.failure(error, columns: row.columns)
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        let fields = zip(row.columns, row.values).map { StructField(name: $0.name, value: $1) }
        return try ValueDecoder(value: .structure(fields), codingPath: [], keys: keys).container(keyedBy: type)
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try onlyColumn().unkeyedContainer() }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { try onlyColumn() }

    private func onlyColumn() throws -> ValueDecoder {
        try row.columns.checkSingle()
        return ValueDecoder(value: row.values[0], codingPath: [NameKey(row.columns[0].name)], keys: keys)
    }
}

extension Columns {
    /// A type without keys is read from one column.
    func checkSingle() throws(DecodingError) {
        guard count == 1 else {
            let text = "a single value needs a row of one column, this one has \(count)"
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: text))
        }
    }
}
