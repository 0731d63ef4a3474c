import ArgumentParser
import DuckDBClient
import DuckDBLambda
import DuckDBServerless
import Foundation

/// Which statement runs, and with which parameters.
struct QueryInput: ParsableArguments {
    @Argument(help: "The statement, or - to read it from standard input.")
    var sql: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Read the statement from a file, or - from standard input.", valueName: "file")
    )
    var file: String?

    @Option(help: ArgumentHelp("Run a query of the folder, by its name.", valueName: "query"))
    var name: String?

    @Option(help: ArgumentHelp("The folder of queries, instead of DUCKDB_QUERY_DIRECTORY.", valueName: "dir"))
    var queries: String?

    @Option(
        name: .customShort("p"),
        help: ArgumentHelp("A parameter; see above.", valueName: "name=value"),
        transform: CommandParameter.init
    )
    var parameters: [CommandParameter] = []

    func validate() throws {
        let given = [sql, file, name].compactMap(\.self)
        guard given.count == 1 else {
            throw ValidationError("Give one of these: a statement, --file FILE, --name QUERY.")
        }
        guard queries == nil || name != nil else { throw ValidationError("--queries DIR goes with --name QUERY.") }
    }

    /// The environment variables, with the folder of queries in place.
    var variables: [String: String] { ProcessInfo.processInfo.environment.with(queries: queries) }

    /// - Throws: ``QueryInputError``, `QueryRequestError`, `QueryFileError`.
    func plan(_ environment: FunctionEnvironment) throws -> QueryPlan {
        guard let name else {
            let values = try CommandParameter.values(parameters) { $0.first?.scalar ?? .null }
            return .sql(SQL(unsafe: try ownSQL() ?? ""), values.isEmpty ? .none : .named(values))
        }
        let catalog = try QueryCatalog(folder: QueryCatalog.folder(environment))
        let query = try catalog.query(named: name)
        let lists = Set(query.header.parameters.filter(\.isList).map(\.name))
        let documents = Set(query.header.parameters.filter { $0.type == "JSON" }.map(\.name))
        let values = try CommandParameter.values(parameters, mayRepeat: lists.contains) { parameters in
            guard let first = parameters.first, !lists.contains(first.name) else {
                return .list(parameters.flatMap(\.elements))
            }
            guard documents.contains(first.name) else { return .text(first.text) }
            guard let value = JSONValue.parse(first.text) else {
                throw QueryUsageError("-p \(first.name) must be JSON.")
            }
            return value
        }
        return .named(query, values)
    }

    /// The statement that the command line gives or names; nil for a query of the folder.
    func ownSQL() throws -> String? {
        switch (sql, file) {
        case ("-", _), (_, "-"): try StandardInput.text.get()
        case (let text?, _): text
        case (_, let path?): try Self.text(of: path)
        default: nil
        }
    }

    private static func text(of path: String) throws(QueryInputError) -> String {
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
        else {
            throw QueryInputError(
                "The file \(path) cannot be read as UTF-8 text. Check its name, permissions and encoding."
            )
        }
        return text
    }
}
