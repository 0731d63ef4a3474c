/// The comment lines above a query's statement, which say what it is for and what it takes.
///
/// ```sql
/// -- Orders of a customer, newest first.
/// --
/// -- @param customer BIGINT min=1 -- The customer's number.
/// -- @param status VARCHAR default=open values=open|closed
/// -- @param since DATE default=null
/// -- @param most INTEGER default=100 min=1 max=1000
/// -- @cache 60
/// SELECT …
/// ```
///
/// | Line | Means |
/// |---|---|
/// | `@param NAME TYPE [OPTION…] [-- TEXT]` | a parameter, `$NAME` in the statement; see ``QueryParameter`` |
/// | `@job` | the query may change data, such as `COPY … TO 's3://…'`; it answers to POST, not to GET |
/// | `@cache SECONDS` | a client may keep the answer that long, 0 to 31536000 |
///
/// The lines before the first `@` are the description. The header ends with the first line that is no comment.
public struct QueryHeader: Sendable, Hashable {
    /// What the query is for; empty when the header does not say.
    public private(set) var description = ""
    /// The parameters, in their order.
    public private(set) var parameters: [QueryParameter] = []
    /// Whether the query may change data.
    public private(set) var isJob = false
    /// For how many seconds a client may keep the answer; nil when the header does not say.
    public private(set) var cacheSeconds: Int?

    init(_ text: String, query: String) throws(QueryFileError) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard let comment = Self.comment(line) else { break }
            do throws(Fault) {
                try read(comment)
            } catch {
                throw .invalidHeader(query: query, line: index + 1, error.reason)
            }
        }
        while description.hasSuffix("\n") { description.removeLast() }
    }

    /// Why a line cannot be read.
    struct Fault: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    private static func comment(_ line: Substring) -> Substring? {
        let line = line.drop(while: \.isWhitespace)
        if line.isEmpty { return "" }
        return line.hasPrefix("--") ? line.dropFirst(2).drop(while: \.isWhitespace) : nil
    }

    private mutating func read(_ line: Substring) throws(Fault) {
        guard line.hasPrefix("@") else { return describe(line) }
        let words = line.split(separator: " ", maxSplits: 1)
        let rest = words.count > 1 ? words[1] : ""
        switch words[0] {
        case "@param": try add(QueryParameter(declaration: rest))
        case "@job":
            guard rest.isEmpty else { throw Fault("@job takes nothing behind it") }
            isJob = true
        case "@cache":
            guard let seconds = Int(rest), (0...31_536_000).contains(seconds) else {
                throw Fault("@cache takes seconds, 0 to 31536000")
            }
            cacheSeconds = seconds
        default:
            throw Fault("\(words[0]) is not known; there are @param, @job and @cache")
        }
    }

    private mutating func add(_ parameter: QueryParameter) throws(Fault) {
        guard !parameters.contains(where: { $0.name == parameter.name }) else {
            throw Fault("the parameter \(parameter.name) is declared twice")
        }
        parameters.append(parameter)
    }

    /// Lines before the first `@` are the description, an empty one of which divides it.
    private mutating func describe(_ line: Substring) {
        guard parameters.isEmpty, !isJob, cacheSeconds == nil, !(description.isEmpty && line.isEmpty) else { return }
        let separator = description.isEmpty || description.hasSuffix("\n") ? "" : line.isEmpty ? "\n" : " "
        description += separator + line
    }
}
