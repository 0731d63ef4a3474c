internal import DuckDBClient

extension BootstrapStep {
    /// Whether the engine does not know a catalog that calls for the step.
    ///
    /// Of a name in two parts, `lake.orders`, it says that there is no such schema, and of one in three that there is no such
    /// catalog.
    func isDetached(by error: DuckDBError) -> Bool {
        triggers.contains { trigger in
            guard case .catalog(let name) = trigger else { return false }
            return ["Catalog", "schema"].contains { error.message.contains("\($0) \"\(name)\" does not exist") }
        }
    }
}
