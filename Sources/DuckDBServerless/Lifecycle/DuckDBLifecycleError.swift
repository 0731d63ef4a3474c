/// Why a ``DuckDB`` could not be made, used or cleaned: what happened, to which database, what to do.
public struct DuckDBLifecycleError: Error, Sendable {
    /// The kind of failure, to branch on.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        /// The name is not one that a file can safely have.
        public static let invalidName = Code(description: "invalidName")
        /// The process has a database of that name and directory already.
        public static let nameInUse = Code(description: "nameInUse")
        /// Another process, or a call of this one that was left behind, has the file open.
        public static let fileInUse = Code(description: "fileInUse")
        /// The directory or a file in it cannot be written to.
        public static let unwritable = Code(description: "unwritable")
        /// The database was destroyed.
        public static let destroyed = Code(description: "destroyed")
    }

    /// The kind of failure.
    public let code: Code
    /// The database's name.
    public let name: String
    /// What happened.
    public let message: String
    /// What to do about it.
    public let remedy: String
}

extension DuckDBLifecycleError: CustomStringConvertible {
    /// Safe to log.
    public var description: String { "DuckDB \"\(name)\": \(message) \(remedy) [\(code)]" }
}

extension DuckDBLifecycleError {
    static func invalidName(_ name: String) -> DuckDBLifecycleError {
        DuckDBLifecycleError(
            code: .invalidName,
            name: String(name.prefix(64)),
            message: "This is no name for a database.",
            remedy: "Use 1 to 64 letters, digits, underscores and hyphens."
        )
    }

    static func nameInUse(_ name: String, _ path: String) -> DuckDBLifecycleError {
        DuckDBLifecycleError(
            code: .nameInUse,
            name: name,
            message: "This process has \(path) open already.",
            remedy: "Share the one there is, destroy it first, or give this one another name or directory."
        )
    }

    static func fileInUse(_ name: String, _ path: String, _ process: Int32) -> DuckDBLifecycleError {
        DuckDBLifecycleError(
            code: .fileInUse,
            name: name,
            message: "The process \(process) has \(path) open; nothing was removed.",
            remedy: "End that process, or give this database another name or directory."
        )
    }

    static func heldOpen(_ name: String, _ path: String) -> DuckDBLifecycleError {
        DuckDBLifecycleError(
            code: .fileInUse,
            name: name,
            message: "A call that was left behind at its deadline has \(path) open still; nothing was removed.",
            remedy: "Try again when it has ended, or give the next database another name."
        )
    }

    static func unwritable(_ name: String, _ message: String) -> DuckDBLifecycleError {
        DuckDBLifecycleError(
            code: .unwritable,
            name: name,
            message: message,
            remedy: "Give it a directory that exists and that the process owns; on Lambda that is /tmp."
        )
    }

    static func destroyed(_ name: String) -> DuckDBLifecycleError {
        DuckDBLifecycleError(
            code: .destroyed,
            name: name,
            message: "It was destroyed.",
            remedy: "Make a new one."
        )
    }
}
