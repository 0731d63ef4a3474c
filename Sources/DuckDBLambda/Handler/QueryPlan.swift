package import DuckDBClient
package import DuckDBServerless

/// What a request runs: a query of the catalog with the parameters that it declares, or SQL of the caller's.
package enum QueryPlan: Sendable {
    case named(NamedQuery, [String: Value])
    case sql(SQL, Parameters)

    init(_ request: QueryRequest, _ catalog: QueryCatalog, allowsSQL: Bool) throws(QueryRequestError) {
        switch request.statement {
        case .named(let name):
            self = .named(try catalog.query(named: name), request.parameters)
        case .sql(let text):
            guard allowsSQL else {
                throw QueryRequestError(
                    .notConfigured,
                    field: "sql",
                    "The function takes no SQL. Name one of its queries, or have DUCKDB_ADHOC_SQL=on set."
                )
            }
            let parameters = request.parameters
            self = .sql(SQL(unsafe: text), parameters.isEmpty ? .none : .named(parameters))
        }
    }

    /// Statement and parameters, those of a named query checked.
    package func statement(on cursor: borrowing Cursor) throws -> (sql: SQL, parameters: Parameters) {
        switch self {
        case .named(let query, let sent): (query.sql, try query.parameters(sent, on: cursor))
        case .sql(let sql, let parameters): (sql, parameters)
        }
    }

    /// Refuses a statement that would change data, of a query that is no job.
    ///
    /// SQL of a caller's is not looked at here: the hardened engine has done so.
    package func check(_ kind: StatementKind) throws {
        guard case .named(let query, _) = self, !query.header.isJob else { return }
        // Not EXPLAIN, which with ANALYZE runs whatever follows it.
        guard kind == .select else { throw QueryFileError.changesData(query: query.name) }
    }

    /// Whether the query may change data.
    var isJob: Bool {
        if case .named(let query, _) = self { query.header.isJob } else { false }
    }

    /// What a wrong parameter means: the declared ones have been checked, so the statement has others than its header.
    package func explain(_ error: any Error) -> any Error {
        guard case .named(let query, _) = self, let error = error as? DuckDBError, error.code == .parameters else {
            return error
        }
        return QueryFileError.otherParameters(query: query.name, error.message)
    }
}
