/// Decodes a row: keyed types by column name, single values and lists from a row of one column.
struct RowDecoder: Decoder {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if row.columns.count == 1, ValueDecoder.readsItself(type) { return try onlyColumn().unbox(type) }
        return try T(from: self)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        let fields = Dictionary(zip(row.columns.map(\.name), row.values), uniquingKeysWith: { first, _ in first })
        return KeyedDecodingContainer(KeyedValueContainer<Key>(fields: fields, codingPath: []))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try onlyColumn().unkeyedContainer() }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { try onlyColumn() }

    private func onlyColumn() throws -> ValueDecoder {
        guard row.columns.count == 1 else {
            let text = "a single value needs a row of one column, this one has \(row.columns.count)"
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: text))
        }
        return ValueDecoder(value: row.values[0], codingPath: [ColumnKey(stringValue: row.columns[0].name)])
    }

    private struct ColumnKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
