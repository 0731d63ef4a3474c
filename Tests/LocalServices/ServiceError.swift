import Glibc

/// Why a local service could not do what was asked of it.
public struct ServiceError: Error, CustomStringConvertible {
    /// The kind of failure.
    public struct Code: Hashable, Sendable {
        private let name: String

        private init(_ name: String) {
            self.name = name
        }

        /// A program or file is not installed.
        public static let missing = Code("missing")
        /// A server ended, or was not ready in time.
        public static let notReady = Code("notReady")
        /// A command ended with another status than 0.
        public static let commandFailed = Code("commandFailed")
        /// A helper process refused a request or is no longer there.
        public static let helperFailed = Code("helperFailed")
        /// A system call failed.
        public static let system = Code("system")
    }

    /// The kind of failure.
    public let code: Code
    /// What failed, where, and how to mend it.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// A failed system call, by `errno`.
    static func lastSystemError(_ call: String) -> ServiceError {
        ServiceError(.system, "\(call): \(String(cString: strerror(errno)))")
    }
}
