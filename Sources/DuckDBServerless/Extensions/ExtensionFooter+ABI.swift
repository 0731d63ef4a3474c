extension ExtensionFooter {
    /// How the engine talks to an extension, which decides the entry point and what the version binds to.
    public enum ABI: String, Sendable, Hashable, Codable {
        /// C++: bound to one exact DuckDB version.
        case cpp = "CPP"
        /// The stable C API: bound to a minimum version of that API.
        case stableC = "C_STRUCT"
        /// The unstable C API: bound to one exact DuckDB version.
        case unstableC = "C_STRUCT_UNSTABLE"

        /// Files of old releases leave the field empty, which means C++.
        init?(field: String) {
            self.init(rawValue: field.isEmpty ? ABI.cpp.rawValue : field)
        }
    }

    /// The function the engine calls when it loads a file under `name`.
    public func entryPoint(for name: ExtensionName) -> String {
        abi == .cpp ? "\(name)_duckdb_cpp_init" : "\(name)_init_c_api"
    }
}
