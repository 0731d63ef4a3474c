internal import DuckDBClient
internal import DuckDBServerless

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The queries the function may run: the files `NAME.sql` of a folder, one statement each, read once in INIT.
///
/// A caller names a query and gives its parameters; SQL text never comes from an event.
struct NamedQueries: Sendable {
    private let statements: [String: String]

    init(folder: String) throws(QueryFunctionError) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var statements: [String: String] = [:]
        for file in files where file.hasSuffix(".sql") {
            let path = "\(folder)/\(file)"
            guard let data = FileManager.default.contents(atPath: path), let sql = String(bytes: data, encoding: .utf8)
            else { throw .unreadableQuery(file: path) }
            statements[String(file.dropLast(".sql".count))] = sql
        }
        guard !statements.isEmpty else { throw .noQueries(folder: folder) }
        self.statements = statements
    }

    /// The folder that the environment names, or `queries` beside the function's code.
    static func folder(_ environment: FunctionEnvironment) -> String {
        environment.value(.queryDirectory) ?? (environment.variables["LAMBDA_TASK_ROOT"] ?? ".") + "/queries"
    }

    func sql(named name: String) throws(QueryFunctionError) -> SQL {
        guard let sql = statements[name] else { throw .unknownQuery(name, known: statements.keys.sorted()) }
        return SQL(unsafe: sql)
    }
}
