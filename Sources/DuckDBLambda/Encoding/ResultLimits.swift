/// How much a result may be before it is an error.
public struct ResultLimits: Sendable, Hashable {
    /// The most rows, or nil for any number.
    public var rows: Int?
    /// The most bytes of the encoded result, or nil for any number.
    public var bytes: Int?

    /// Makes limits.
    public init(rows: Int? = nil, bytes: Int? = nil) {
        self.rows = rows
        self.bytes = bytes
    }

    /// What Lambda takes as a response that is not streamed: 6,291,456 bytes, however many rows.
    public static let buffered = ResultLimits(bytes: 6_291_456)
    /// No limit.
    public static let none = ResultLimits()

    func check(rows: Int) throws(ResponseTooLarge) {
        if let limit = self.rows, rows > limit { throw ResponseTooLarge(.rows(limit)) }
    }

    func check(bytes: Int) throws(ResponseTooLarge) {
        if let limit = self.bytes, bytes > limit { throw ResponseTooLarge(.bytes(limit)) }
    }
}
