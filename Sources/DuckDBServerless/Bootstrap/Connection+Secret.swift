internal import DuckDBClient

extension Connection {
    /// Creates a secret of the engine, in memory, its values bound.
    ///
    /// - Parameters:
    ///   - name: The secret's name, quoted already.
    ///   - type: The engine's type of secret, such as `s3`.
    ///   - options: Names from this package's own code, and values from anywhere.
    /// - Throws: The engine's error; bound values are not in it.
    func createSecret(_ name: SQL, type: String, _ options: [(name: String, value: Value)]) throws {
        let list = options.map { option in ", \(unsafe: option.name) \(option.value)" as SQL }.reduce("", +)
        try execute("CREATE OR REPLACE TEMPORARY SECRET \(name) (TYPE \(unsafe: type)\(list))")
    }
}
