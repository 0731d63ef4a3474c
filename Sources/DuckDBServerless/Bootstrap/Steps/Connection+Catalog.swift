internal import DuckDBClient

extension Connection {
    /// Changes settings of the whole engine; names and values are this package's own.
    func setGlobally(_ settings: KeyValuePairs<String, String>) throws {
        for (name, value) in settings { try execute("SET GLOBAL \(unsafe: name) = \(unsafe: value)") }
    }

    /// Detaches a catalog and drops secrets; what is not there is passed over.
    func remove(catalog: String, secrets: String...) throws {
        try execute("DETACH DATABASE IF EXISTS \(SQL.identifier(catalog))")
        for secret in secrets { try execute("DROP SECRET IF EXISTS \(SQL.identifier(secret))") }
    }
}
