/// The columns of a result, shared by all its rows.
public struct Columns: Sendable, Hashable, RandomAccessCollection {
    private let columns: [Column]
    private let positions: [String: Int]

    init(_ columns: [Column]) {
        self.columns = columns
        positions = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of columns.
    public var endIndex: Int { columns.count }
    /// The column at this position, which there has to be.
    public subscript(position: Int) -> Column { columns[position] }

    /// The position of the first column of this name, letter case included, or nil.
    public func index(ofColumn name: String) -> Int? { positions[name] }
}
