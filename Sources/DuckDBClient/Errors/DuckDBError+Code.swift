extension DuckDBError {
    /// The kind of a failure: the engine's own classes, and this client's.
    ///
    /// A struct rather than an enum, so that a new class in a later engine breaks nobody's `switch`.
    public struct Code: Sendable, Hashable {
        private let kind: Kind

        private init(_ kind: Kind) {
            self.kind = kind
        }

        /// The engine's class as it writes it in front of its messages; nil for any other text.
        init?(engineName: String) {
            guard let kind = Kind(rawValue: engineName), kind.number != nil else { return nil }
            self.init(kind)
        }

        /// The engine's class of this number; nil for a number this client does not know.
        init?(number: Int) {
            guard Kind.engine.indices.contains(number) else { return nil }
            self.init(Kind.engine[number])
        }

        /// The class as the engine writes it in front of its messages.
        public var engineName: String { kind.rawValue }

        /// The engine's number for the class, as in the C API's `duckdb_error_type`; nil for this client's own.
        public var number: Int? { kind.number }

        /// The engine's class "Invalid".
        public static let invalid = Code(.invalid)
        /// The engine's class "Out of Range".
        public static let outOfRange = Code(.outOfRange)
        /// The engine's class "Conversion".
        public static let conversion = Code(.conversion)
        /// The engine's class "Unknown Type".
        public static let unknownType = Code(.unknownType)
        /// The engine's class "Decimal".
        public static let decimal = Code(.decimal)
        /// The engine's class "Mismatch Type".
        public static let mismatchType = Code(.mismatchType)
        /// The engine's class "Divide by Zero".
        public static let divideByZero = Code(.divideByZero)
        /// The engine's class "Object Size".
        public static let objectSize = Code(.objectSize)
        /// The engine's class "Invalid type".
        public static let invalidType = Code(.invalidType)
        /// The engine's class "Serialization".
        public static let serialization = Code(.serialization)
        /// The engine's class "TransactionContext".
        public static let transaction = Code(.transaction)
        /// The engine's class "Not implemented".
        public static let notImplemented = Code(.notImplemented)
        /// The engine's class "Expression".
        public static let expression = Code(.expression)
        /// The engine's class "Catalog".
        public static let catalog = Code(.catalog)
        /// The engine's class "Parser".
        public static let parser = Code(.parser)
        /// The engine's class "Planner".
        public static let planner = Code(.planner)
        /// The engine's class "Scheduler".
        public static let scheduler = Code(.scheduler)
        /// The engine's class "Executor".
        public static let executor = Code(.executor)
        /// The engine's class "Constraint".
        public static let constraint = Code(.constraint)
        /// The engine's class "Index".
        public static let index = Code(.index)
        /// The engine's class "Stat".
        public static let stat = Code(.stat)
        /// The engine's class "Connection".
        public static let connection = Code(.connection)
        /// The engine's class "Syntax".
        public static let syntax = Code(.syntax)
        /// The engine's class "Settings".
        public static let settings = Code(.settings)
        /// The engine's class "Binder".
        public static let binder = Code(.binder)
        /// The engine's class "Network".
        public static let network = Code(.network)
        /// The engine's class "Optimizer".
        public static let optimizer = Code(.optimizer)
        /// The engine's class "NullPointer".
        public static let nullPointer = Code(.nullPointer)
        /// The engine's class "IO".
        public static let io = Code(.io)
        /// The engine's class "INTERRUPT".
        public static let interrupt = Code(.interrupt)
        /// The engine's class "FATAL".
        public static let fatal = Code(.fatal)
        /// The engine's class "INTERNAL".
        public static let `internal` = Code(.internal)
        /// The engine's class "Invalid Input".
        public static let invalidInput = Code(.invalidInput)
        /// The engine's class "Out of Memory".
        public static let outOfMemory = Code(.outOfMemory)
        /// The engine's class "Permission".
        public static let permission = Code(.permission)
        /// The engine's class "Parameter Not Resolved".
        public static let parameterNotResolved = Code(.parameterNotResolved)
        /// The engine's class "Parameter Not Allowed".
        public static let parameterNotAllowed = Code(.parameterNotAllowed)
        /// The engine's class "Dependency".
        public static let dependency = Code(.dependency)
        /// The engine's class "HTTP".
        public static let http = Code(.http)
        /// The engine's class "Missing Extension".
        public static let missingExtension = Code(.missingExtension)
        /// The engine's class "Extension Autoloading".
        public static let autoload = Code(.autoload)
        /// The engine's class "Sequence".
        public static let sequence = Code(.sequence)
        /// The engine's class "Invalid Configuration".
        public static let invalidConfiguration = Code(.invalidConfiguration)

        /// The engine gave no class that this client knows.
        public static let unknown = Code(.unknown)
        /// The parameters given are not those of the statement.
        public static let parameters = Code(.parameters)
        /// A value does not fit the Swift type asked for.
        public static let decoding = Code(.decoding)
        /// A value does not fit the SQL type that it was to be written as.
        public static let encoding = Code(.encoding)
        /// The client was used in a way that it cannot serve; the message says which.
        public static let misuse = Code(.misuse)
        /// A type this client does not read or bind yet.
        public static let unsupportedType = Code(.unsupportedType)
        /// The time given to the statements has passed.
        public static let deadlineExceeded = Code(.deadlineExceeded)
        /// A stream is still open on the connection, and another statement would end it.
        public static let connectionBusy = Code(.connectionBusy)
    }
}

extension DuckDBError.Code {
    /// The one table of names: first the engine's classes, in the order of their numbers, then this client's own.
    private enum Kind: String, CaseIterable {
        case invalid = "Invalid"
        case outOfRange = "Out of Range"
        case conversion = "Conversion"
        case unknownType = "Unknown Type"
        case decimal = "Decimal"
        case mismatchType = "Mismatch Type"
        case divideByZero = "Divide by Zero"
        case objectSize = "Object Size"
        case invalidType = "Invalid type"
        case serialization = "Serialization"
        case transaction = "TransactionContext"
        case notImplemented = "Not implemented"
        case expression = "Expression"
        case catalog = "Catalog"
        case parser = "Parser"
        case planner = "Planner"
        case scheduler = "Scheduler"
        case executor = "Executor"
        case constraint = "Constraint"
        case index = "Index"
        case stat = "Stat"
        case connection = "Connection"
        case syntax = "Syntax"
        case settings = "Settings"
        case binder = "Binder"
        case network = "Network"
        case optimizer = "Optimizer"
        case nullPointer = "NullPointer"
        case io = "IO"
        case interrupt = "INTERRUPT"
        case fatal = "FATAL"
        case `internal` = "INTERNAL"
        case invalidInput = "Invalid Input"
        case outOfMemory = "Out of Memory"
        case permission = "Permission"
        case parameterNotResolved = "Parameter Not Resolved"
        case parameterNotAllowed = "Parameter Not Allowed"
        case dependency = "Dependency"
        case http = "HTTP"
        case missingExtension = "Missing Extension"
        case autoload = "Extension Autoloading"
        case sequence = "Sequence"
        case invalidConfiguration = "Invalid Configuration"

        case unknown = "Unknown"
        case parameters = "Parameters"
        case decoding = "Decoding"
        case encoding = "Encoding"
        case unsupportedType = "Unsupported Type"
        case deadlineExceeded = "Deadline Exceeded"
        case connectionBusy = "Connection Busy"
        case misuse = "Misuse"

        static let engine = allCases.prefix { $0 != .unknown }

        var number: Int? { Self.engine.firstIndex(of: self) }
    }
}
