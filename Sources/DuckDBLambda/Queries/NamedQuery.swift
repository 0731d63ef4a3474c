public import DuckDBClient

/// One statement that callers run by its name, with the parameters that its header declares.
public struct NamedQuery: Sendable, Hashable {
    /// The name that callers use.
    public let name: String
    /// The statement.
    public let sql: SQL
    /// What it is for and what it takes, as its header says.
    public let header: QueryHeader

    /// Reads a query from the text of its file.
    ///
    /// - Parameters:
    ///   - name: The name that callers use.
    ///   - text: The header and the statement.
    /// - Throws: ``QueryFileError`` with code `invalidName` or `invalidHeader`.
    public init(name: String, text: String) throws(QueryFileError) {
        guard Self.isName(name) else { throw .invalidName(name) }
        self.name = name
        sql = SQL(unsafe: text)
        header = try QueryHeader(text, query: name)
    }

    /// Names stand in URLs and log lines as they are.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 100
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default:
                    false
                }
            }
    }
}
