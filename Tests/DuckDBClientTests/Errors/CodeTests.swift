import DuckDBClient
import Foundation
import Testing

@Suite("Error codes")
struct CodeTests {
    /// Names as in `DUCKDB_ERROR_NAME = 7`, from the header this engine was built with.
    private func headerErrors() throws -> [String: Int] {
        let prefix = ProcessInfo.processInfo.environment["DUCKDB_PREFIX"] ?? "/usr/local"
        let header = try String(contentsOfFile: prefix + "/include/duckdb.h", encoding: .utf8)
        let matches = header.matches(of: /\bDUCKDB_ERROR_([A-Z_]+) = (\d+),/)
        return Dictionary(
            uniqueKeysWithValues: matches.compactMap { match in
                Int(match.output.2).map { (String(match.output.1), $0) }
            }
        )
    }

    private static let codes: [(String, DuckDBError.Code)] = [
        ("INVALID", .invalid), ("OUT_OF_RANGE", .outOfRange), ("CONVERSION", .conversion),
        ("UNKNOWN_TYPE", .unknownType), ("DECIMAL", .decimal), ("MISMATCH_TYPE", .mismatchType),
        ("DIVIDE_BY_ZERO", .divideByZero), ("OBJECT_SIZE", .objectSize), ("INVALID_TYPE", .invalidType),
        ("SERIALIZATION", .serialization), ("TRANSACTION", .transaction), ("NOT_IMPLEMENTED", .notImplemented),
        ("EXPRESSION", .expression), ("CATALOG", .catalog), ("PARSER", .parser), ("PLANNER", .planner),
        ("SCHEDULER", .scheduler), ("EXECUTOR", .executor), ("CONSTRAINT", .constraint), ("INDEX", .index),
        ("STAT", .stat), ("CONNECTION", .connection), ("SYNTAX", .syntax), ("SETTINGS", .settings),
        ("BINDER", .binder), ("NETWORK", .network), ("OPTIMIZER", .optimizer), ("NULL_POINTER", .nullPointer),
        ("IO", .io), ("INTERRUPT", .interrupt), ("FATAL", .fatal), ("INTERNAL", .internal),
        ("INVALID_INPUT", .invalidInput), ("OUT_OF_MEMORY", .outOfMemory), ("PERMISSION", .permission),
        ("PARAMETER_NOT_RESOLVED", .parameterNotResolved), ("PARAMETER_NOT_ALLOWED", .parameterNotAllowed),
        ("DEPENDENCY", .dependency), ("HTTP", .http), ("MISSING_EXTENSION", .missingExtension),
        ("AUTOLOAD", .autoload), ("SEQUENCE", .sequence),
    ]

    @Test("Each class of the engine's header is there, with its number")
    func matchesHeader() throws {
        let header = try headerErrors()
        #expect(header.count == 42)
        #expect(Set(header.keys) == Set(Self.codes.map(\.0)))
        for (name, code) in Self.codes { #expect(code.number == header[name], "\(name)") }
        #expect(Set(Self.codes.map(\.1.engineName)).count == 42)
    }

    @Test("This client's own codes have no number of the engine's")
    func ownCodes() {
        let own: [DuckDBError.Code] = [
            .unknown, .parameters, .decoding, .unsupportedType, .deadlineExceeded, .connectionBusy,
        ]
        #expect(own.allSatisfy { $0.number == nil })
    }

    @Test("A message that quotes another class keeps the engine's own")
    func quotedClass() throws {
        let connection = try Database().connect()
        let error = try #require(throws: DuckDBError.self) {
            try connection.fetchAll("SELECT error('Catalog Error: not really') FROM range(1)")
        }
        #expect(error.code == .invalidInput)
        #expect(error.message == "Catalog Error: not really")
    }
}
