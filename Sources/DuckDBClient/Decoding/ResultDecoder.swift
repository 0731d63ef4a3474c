/// Decodes the rows of a result straight from the engine's vectors.
///
/// One decoder serves all rows. It learns in which order a type asks for its keys, so that after the first row a key is found
/// by one comparison.
@usableFromInline
final class ResultDecoder {
    private let position: RowPosition
    @usableFromInline let hasOneColumn: Bool
    private(set) var keys = ColumnKeys.asNamed
    /// Where the keys are, unless they are the columns' names.
    private var positions: [String: Int]?
    // Unchecked, because once a column the check costs more than the comparison: both are touched in `take`, `use` and `decode`
    // only, none of which calls out while it does.
    @exclusivity(unchecked) private var order: [(key: String, column: Int)] = []
    @exclusivity(unchecked) @usableFromInline var step = 0

    private let containers = ContainerCache()

    init(_ position: RowPosition) {
        self.position = position
        hasOneColumn = position.columns.count == 1
    }

    private var columns: Columns { position.columns }

    /// Lets go of the containers, which hold the decoder.
    func end() {
        containers.close()
    }

    /// Looks for keys in this way from now on.
    @usableFromInline
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
    ///
    /// Inlinable, so that `init(from:)` of a type that the compiler knows is called without a detour.
    @inlinable
    func decode<T: Decodable>(_ type: T.Type) throws(DuckDBError) -> T {
        step = 0
        do {
            return hasOneColumn ? try onlyValue(type) : try T(from: self)
        } catch {
            throw failure(error)
        }
    }

    @usableFromInline
    func onlyValue<T: Decodable>(_ type: T.Type) throws -> T {
        try read(type, at: 0) {
            try type is any ValueConvertible.Type ? onlyColumn().unbox(type) : T(from: self)
        }
    }

    @usableFromInline
    func failure(_ error: any Error) -> DuckDBError {
        ValueDecoder.failure(error, columns: columns, row: position.number)
    }

    func isNull(at column: Int) throws(DuckDBError) -> Bool {
        try position.isNull(at: column)
    }

    func read<T: ValueConvertible>(_ type: T.Type, at column: Int) throws(DuckDBError) -> T {
        try position.read(type, at: column)
    }
}

// Keys

extension ResultDecoder {
    /// The column of a key that is to be decoded; nil where there is none.
    func take(_ key: String) -> Int? {
        if step < order.count, order[step].key == key {
            defer { step = step + 1 }
            return order[step].column
        }
        guard let column = find(key) else { return nil }
        if step == order.count {
            order.append((key, column))
            step = step + 1
        }
        return column
    }

    /// The column of a key; nil where there is none.
    func find(_ key: String) -> Int? {
        positions.map { $0[key] } ?? columns.index(ofColumn: key)
    }

    var allKeys: [String] {
        columns.map { keys.key(for: $0.name) }
    }
}

extension ResultDecoder: Decoder {
    @usableFromInline var codingPath: [any CodingKey] { [] }
    @usableFromInline var userInfo: [CodingUserInfoKey: Any] { [:] }

    @usableFromInline
    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        containers.container(for: self)
    }

    @usableFromInline
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try onlyColumn().unkeyedContainer() }

    @usableFromInline
    func singleValueContainer() throws -> any SingleValueDecodingContainer { try onlyColumn() }

    private func onlyColumn() throws -> ValueDecoder {
        try columns.checkSingle()
        return ValueDecoder(value: try read(Value.self, at: 0), codingPath: [NameKey(columns[0].name)], keys: keys)
    }
}
