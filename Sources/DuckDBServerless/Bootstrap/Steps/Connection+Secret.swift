internal import DuckDBClient

extension Connection {
    /// Creates a secret of the engine, in memory, its values bound.
    ///
    /// - Parameters:
    ///   - name: The secret's name, quoted already.
    ///   - type: The engine's type of secret, such as `s3`.
    ///   - provider: Who fills it in, as the engine names it; nil for the options alone.
    ///   - options: Names from this package's own code, and values from anywhere.
    /// - Throws: The engine's error; bound values are not in it.
    func createSecret(
        _ name: SQL,
        type: String,
        provider: String? = nil,
        _ options: [(name: String, value: Value)]
    ) throws {
        let provider: SQL = provider.map { ", PROVIDER \(unsafe: $0)" } ?? ""
        let list = options.map { option in ", \(unsafe: option.name) \(option.value)" as SQL }.reduce(provider, +)
        try execute("CREATE OR REPLACE TEMPORARY SECRET \(name) (TYPE \(unsafe: type)\(list))")
    }
}
