/// Decodes rows: keyed types by column name, single values and lists from rows of one column.
///
/// One decoder serves all rows of a result. It learns in which order a type asks for its keys, so that after the first row
/// a key is found by one comparison.
final class RowDecoder {
    private enum Source {
        case result(RowPosition)
        case row(Row)
    }

    private let source: Source
    private(set) var keys = ColumnKeys.asNamed
    /// Where the keys are, unless they are the columns' names.
    private var positions: [String: Int]?
    private var order: [(key: String, column: Int)] = []
    private var step = 0

    init(_ position: RowPosition) {
        source = .result(position)
    }

    init(_ row: Row) {
        source = .row(row)
    }

    var columns: Columns {
        switch source {
        case .result(let position): position.columns
        case .row(let row): row.columns
        }
    }

    /// Looks for keys in this way from now on.
    func use(_ keys: ColumnKeys) {
        guard keys != self.keys else { return }
        self.keys = keys
        order = []
        positions = Dictionary(
            columns.enumerated().map { (keys.key(for: $1.name), $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The current row as `type`.
    func decode<T: Decodable>(_ type: T.Type) throws(DuckDBError) -> T {
        step = 0
        do {
            if columns.count == 1, let value = try native(type, at: 0) { return value }
            return try T(from: self)
        } catch let error as DuckDBError {
            throw error
        } catch {
            let text = ValueDecoder.text(of: error, columns: columns, row: row)
            throw DuckDBError(code: .decoding, message: text)
        }
    }

    /// The row's number in the result, from 0, where it has one.
    private var row: Int? {
        guard case .result(let position) = source, let reader = position.readers.first else { return nil }
        return reader.firstRow + position.row
    }
}

// Cells

extension RowDecoder {
    func value(at column: Int) throws(DuckDBError) -> Value {
        try read(Value.self, at: column)
    }

    func isNull(at column: Int) throws(DuckDBError) -> Bool {
        switch source {
        case .result(let position): try !position.cells(column).isValid(position.row)
        case .row(let row): row[column].isNull
        }
    }

    func read<T: ValueConvertible>(_ type: T.Type, at column: Int) throws(DuckDBError) -> T {
        switch source {
        case .result(let position): try T._read(position.cells(column), at: position.row)
        case .row(let row): try row.value(at: column, as: type)
        }
    }
}

// Keys

extension RowDecoder {
    /// The column of a key that is to be decoded; nil where there is none.
    func take(_ key: String) -> Int? {
        if step < order.count, order[step].key == key {
            defer { step += 1 }
            return order[step].column
        }
        guard let column = search(key) else { return nil }
        if step == order.count {
            order.append((key, column))
            step += 1
        }
        return column
    }

    /// The column of a key; nil where there is none.
    func find(_ key: String) -> Int? {
        step < order.count && order[step].key == key ? order[step].column : search(key)
    }

    private func search(_ key: String) -> Int? {
        positions.map { $0[key] } ?? columns.index(ofColumn: key)
    }

    var allKeys: [String] {
        columns.map { keys.key(for: $0.name) }
    }
}

extension RowDecoder: Decoder {
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try onlyColumn().unkeyedContainer() }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { try onlyColumn() }

    private func onlyColumn() throws -> ValueDecoder {
        guard columns.count == 1 else {
            let text = "a single value needs a row of one column, this one has \(columns.count)"
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: text))
        }
        return ValueDecoder(value: try value(at: 0), codingPath: [NameKey(columns[0].name)], keys: keys)
    }
}
