extension DuckDBError {
    /// The kind of a failure: the engine's own classes, and this client's.
    ///
    /// A struct rather than an enum, so that a new class in a later engine breaks nobody's `switch`.
    public struct Code: Sendable, Hashable {
        /// The class as the engine writes it in front of its messages.
        public let engineName: String

        private init(_ engineName: String) {
            self.engineName = engineName
        }

        init?(engineName: String) {
            guard Self.engineNames.contains(engineName) else { return nil }
            self.init(engineName)
        }

        /// The engine's class "Invalid".
        public static let invalid = Code("Invalid")
        /// The engine's class "Out of Range".
        public static let outOfRange = Code("Out of Range")
        /// The engine's class "Conversion".
        public static let conversion = Code("Conversion")
        /// The engine's class "Unknown Type".
        public static let unknownType = Code("Unknown Type")
        /// The engine's class "Decimal".
        public static let decimal = Code("Decimal")
        /// The engine's class "Mismatch Type".
        public static let mismatchType = Code("Mismatch Type")
        /// The engine's class "Divide by Zero".
        public static let divideByZero = Code("Divide by Zero")
        /// The engine's class "Object Size".
        public static let objectSize = Code("Object Size")
        /// The engine's class "Invalid type".
        public static let invalidType = Code("Invalid type")
        /// The engine's class "Serialization".
        public static let serialization = Code("Serialization")
        /// The engine's class "TransactionContext".
        public static let transaction = Code("TransactionContext")
        /// The engine's class "Not implemented".
        public static let notImplemented = Code("Not implemented")
        /// The engine's class "Expression".
        public static let expression = Code("Expression")
        /// The engine's class "Catalog".
        public static let catalog = Code("Catalog")
        /// The engine's class "Parser".
        public static let parser = Code("Parser")
        /// The engine's class "Planner".
        public static let planner = Code("Planner")
        /// The engine's class "Scheduler".
        public static let scheduler = Code("Scheduler")
        /// The engine's class "Executor".
        public static let executor = Code("Executor")
        /// The engine's class "Constraint".
        public static let constraint = Code("Constraint")
        /// The engine's class "Index".
        public static let index = Code("Index")
        /// The engine's class "Stat".
        public static let stat = Code("Stat")
        /// The engine's class "Connection".
        public static let connection = Code("Connection")
        /// The engine's class "Syntax".
        public static let syntax = Code("Syntax")
        /// The engine's class "Settings".
        public static let settings = Code("Settings")
        /// The engine's class "Binder".
        public static let binder = Code("Binder")
        /// The engine's class "Network".
        public static let network = Code("Network")
        /// The engine's class "Optimizer".
        public static let optimizer = Code("Optimizer")
        /// The engine's class "NullPointer".
        public static let nullPointer = Code("NullPointer")
        /// The engine's class "IO".
        public static let io = Code("IO")
        /// The engine's class "INTERRUPT".
        public static let interrupt = Code("INTERRUPT")
        /// The engine's class "FATAL".
        public static let fatal = Code("FATAL")
        /// The engine's class "INTERNAL".
        public static let `internal` = Code("INTERNAL")
        /// The engine's class "Invalid Input".
        public static let invalidInput = Code("Invalid Input")
        /// The engine's class "Out of Memory".
        public static let outOfMemory = Code("Out of Memory")
        /// The engine's class "Permission".
        public static let permission = Code("Permission")
        /// The engine's class "Parameter Not Resolved".
        public static let parameterNotResolved = Code("Parameter Not Resolved")
        /// The engine's class "Parameter Not Allowed".
        public static let parameterNotAllowed = Code("Parameter Not Allowed")
        /// The engine's class "Dependency".
        public static let dependency = Code("Dependency")
        /// The engine's class "HTTP".
        public static let http = Code("HTTP")
        /// The engine's class "Missing Extension".
        public static let missingExtension = Code("Missing Extension")
        /// The engine's class "Extension Autoloading".
        public static let autoload = Code("Extension Autoloading")
        /// The engine's class "Sequence".
        public static let sequence = Code("Sequence")
        /// The engine's class "Invalid Configuration".
        public static let invalidConfiguration = Code("Invalid Configuration")

        /// The engine gave no class that this client knows.
        public static let unknown = Code("Unknown")
        /// The parameters given are not those of the statement.
        public static let parameters = Code("Parameters")
        /// A value does not fit the Swift type asked for.
        public static let decoding = Code("Decoding")
        /// A value does not fit the SQL type that it was to be written as.
        public static let encoding = Code("Encoding")
        /// The client was used in a way that it cannot serve; the message says which.
        public static let misuse = Code("Misuse")
        /// A type this client does not read or bind yet.
        public static let unsupportedType = Code("Unsupported Type")

        private static let engineNames: Set<String> = [
            "Invalid", "Out of Range", "Conversion", "Unknown Type", "Decimal",
            "Mismatch Type", "Divide by Zero", "Object Size", "Invalid type", "Serialization",
            "TransactionContext", "Not implemented", "Expression", "Catalog", "Parser",
            "Planner", "Scheduler", "Executor", "Constraint", "Index",
            "Stat", "Connection", "Syntax", "Settings", "Binder",
            "Network", "Optimizer", "NullPointer", "IO", "INTERRUPT",
            "FATAL", "INTERNAL", "Invalid Input", "Out of Memory", "Permission",
            "Parameter Not Resolved", "Parameter Not Allowed", "Dependency", "HTTP", "Missing Extension",
            "Extension Autoloading", "Sequence", "Invalid Configuration",
        ]
    }
}
