extension LambdaRuntimeError {
    /// The kind of a ``LambdaRuntimeError``; more kinds may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name of the kind.
        public let description: String

        private init(_ name: String) { description = name }

        /// An environment variable the runtime needs is missing or malformed.
        public static let invalidConfiguration = Code("invalidConfiguration")
        /// No connection to the Runtime API within two seconds.
        public static let connectionFailed = Code("connectionFailed")
        /// The Runtime API went away, or stopped speaking HTTP, in the middle of an exchange.
        public static let connectionLost = Code("connectionLost")
        /// The Runtime API answered the request for the next invocation with an error: the sandbox is in a bad state.
        public static let pollRejected = Code("pollRejected")
        /// The Runtime API delivered an invocation without a header it must have.
        public static let invalidInvocation = Code("invalidInvocation")
        /// The Runtime API reported a fault of its own (5xx); the process must end.
        public static let containerFailed = Code("containerFailed")
        /// Lambda refused a response or an error report, as for an invocation that has timed out.
        public static let responseRejected = Code("responseRejected")
        /// A buffered response is larger than Lambda takes.
        public static let responseTooLarge = Code("responseTooLarge")
        /// The response was written to after it had been finished, or after its invocation was over.
        public static let responseFinished = Code("responseFinished")
        /// The handler returned without finishing its response.
        public static let responseMissing = Code("responseMissing")
        /// The runtime asked for something out of turn.
        public static let invalidState = Code("invalidState")
    }
}
