internal import DuckDBClient

extension Connection {
    /// Creates a secret of the engine, in memory, its values bound.
    ///
    /// - Parameters:
    ///   - name: The secret's name, quoted already.
    ///   - type: The engine's type of secret, such as `s3`.
    ///   - options: Names from this package's own code, and values from anywhere.
    /// - Throws: The engine's error; bound values are not in it.
    func createSecret(_ name: String, type: String, _ options: [(name: String, value: Value)]) throws {
        let list = options.enumerated().map { index, option in "\(option.name) $\(index + 1)" }.joined(separator: ", ")
        try execute(
            "CREATE OR REPLACE TEMPORARY SECRET \(name) (TYPE \(type), \(list))",
            .positional(options.map(\.value))
        )
    }
}
