/// What is wrong with an extension file or a bundle: what failed, which file, and how to mend it.
///
/// `description` is safe to log: it holds names, versions and paths, never a secret. Output of a tool that was run
/// (such as a downloader) is in `debugDescription` only.
public struct ExtensionError: Error, Sendable, Hashable {
    /// The kind of failure, to branch on.
    public let code: Code
    /// What failed, with the file and what was found in it.
    public let message: String
    /// What to do about it.
    public let remedy: String
    /// Output of a tool that took part, for `debugDescription`; empty if there is none.
    public let details: String

    /// Makes an error from its parts.
    public init(_ code: Code, _ message: String, remedy: String, details: String = "") {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.details = details
    }
}

extension ExtensionError: CustomStringConvertible, CustomDebugStringConvertible {
    /// What failed, what to do, and the code: safe to log.
    public var description: String { "\(message). \(remedy). [\(code)]" }

    /// The same with the output of the tool that took part.
    public var debugDescription: String { details.isEmpty ? description : "\(description)\n\(details)" }
}
