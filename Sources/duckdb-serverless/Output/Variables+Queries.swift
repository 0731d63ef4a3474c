import DuckDBServerless

extension [String: String] {
    /// The environment variables, with another folder of queries where one is named.
    func with(queries folder: String?) -> Self {
        guard let folder else { return self }
        return merging([EnvironmentVariable.queryDirectory.name: folder]) { $1 }
    }
}
