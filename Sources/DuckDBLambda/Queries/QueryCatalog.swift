public import DuckDBServerless

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The queries that callers may run: the files `NAME.sql` of a folder, one statement each, read once.
///
/// A caller names a query and gives its parameters; SQL text does not come from an event.
public struct QueryCatalog: Sendable {
    /// The queries by their names.
    public let queries: [String: NamedQuery]

    /// Takes queries.
    ///
    /// - Parameter queries: The queries; of two with one name the last counts.
    public init(_ queries: [NamedQuery]) {
        self.queries = Dictionary(queries.map { ($0.name, $0) }) { $1 }
    }

    /// Reads the files of a folder, not of those below it.
    ///
    /// - Parameters:
    ///   - folder: The folder's path.
    ///   - mayBeEmpty: Whether a folder without a query, or none, will do.
    /// - Throws: ``QueryFileError``, with the file and the line.
    public init(folder: String, mayBeEmpty: Bool = false) throws(QueryFileError) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var queries: [NamedQuery] = []
        for file in files.sorted() where file.hasSuffix(".sql") && !file.hasPrefix(".") {
            let data = FileManager.default.contents(atPath: "\(folder)/\(file)")
            guard let text = data.flatMap({ String(validating: $0, as: UTF8.self) }) else {
                throw .unreadable("\(folder)/\(file)")
            }
            queries.append(try NamedQuery(name: String(file.dropLast(".sql".count)), text: text))
        }
        guard mayBeEmpty || !queries.isEmpty else { throw .noQueries(in: folder) }
        self.init(queries)
    }

    /// The folder that the environment names, or `queries` beside the function's code.
    ///
    /// - Parameter environment: The environment variables.
    /// - Returns: The folder's path.
    public static func folder(_ environment: FunctionEnvironment) -> String {
        environment.value(.queryDirectory) ?? (environment.variables["LAMBDA_TASK_ROOT"] ?? ".") + "/queries"
    }

    /// The queries in the order of their names.
    public var sorted: [NamedQuery] { queries.values.sorted { $0.name < $1.name } }

    package func query(named name: String) throws(QueryRequestError) -> NamedQuery {
        guard let query = queries[name] else { throw .unknownQuery(name, known: queries.keys.sorted()) }
        return query
    }
}
