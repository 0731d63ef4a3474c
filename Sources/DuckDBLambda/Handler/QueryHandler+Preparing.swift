internal import DuckDBClient
internal import DuckDBServerless

extension QueryHandler {
    /// The queries whose statements cannot be prepared as things are, by name, with the reasons.
    ///
    /// What they name is attached for it; nothing is run.
    package func unpreparedQueries() async -> [(name: String, error: any Error)] {
        var faults: [(name: String, error: any Error)] = []
        for query in runner.catalog.sorted {
            do {
                try await runner.databases.cursor { try query.check(on: $0) }
            } catch let error as RefusedStatement where error.code == .notInspectable {
                // A hardened engine looks at statements with their values only.
                continue
            } catch {
                faults.append((query.name, error))
            }
        }
        return faults
    }
}

extension NamedQuery {
    /// - Throws: ``QueryFileError`` for a statement that a request would be refused for, and what preparing it fails with.
    fileprivate func check(on cursor: borrowing Cursor) throws {
        let statement = try cursor.prepare(sql)
        try QueryPlan.named(self, [:]).check(statement.kind)
        let declared = Set(header.parameters.map(\.name))
        let (unknown, unused) = (
            Set(statement.parameterNames).subtracting(declared), declared.subtracting(statement.parameterNames)
        )
        guard unknown.isEmpty, unused.isEmpty else {
            let names = unknown.union(unused).sorted().joined(separator: ", ")
            throw QueryFileError.otherParameters(query: name, "They differ in \(names).")
        }
    }
}
