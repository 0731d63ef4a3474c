extension HardenedProfile {
    /// The profile that the environment asks for, if it does.
    static func configured(_ environment: FunctionEnvironment) throws(ConfigurationError) -> HardenedProfile? {
        let flag = try environment.flag(.hardened)
        guard flag == true else {
            // Whoever limits something believes that it is limited, unless they have said that it is not.
            for variable in [EnvironmentVariable.allowedDirectories, .allowedFunctions] where flag == nil {
                guard environment.value(variable) == nil else {
                    throw environment.unusable(
                        variable,
                        expected: "nothing where DUCKDB_HARDENED is not set. Set DUCKDB_HARDENED=on, or unset this."
                    )
                }
            }
            return nil
        }
        var profile = HardenedProfile()
        profile.allowedDirectories = environment.list(.allowedDirectories)
        profile.allowedFunctions = Set(environment.list(.allowedFunctions))
        guard profile.allowedDirectories.allSatisfy(isAbsolute) else {
            throw environment.unusable(
                .allowedDirectories,
                expected:
                    "URLs such as s3://bucket/prefix/ or absolute paths, comma-separated, without ? and without . or .. in them"
            )
        }
        return profile
    }
}

extension EnvironmentVariable {
    static let security = [hardened, allowedDirectories, allowedFunctions]

    static let hardened = EnvironmentVariable(
        "DUCKDB_HARDENED",
        key: "duckdb.hardened",
        default: "off",
        "`on`: SQL is others', so that it only queries what is attached and allowed; all steps run at the wake. See security.md."
    )
    static let allowedDirectories = EnvironmentVariable(
        "DUCKDB_ALLOWED_DIRECTORIES",
        key: "duckdb.allowedDirectories",
        kind: .list,
        default: "none",
        "Where it may read files then, comma-separated: URLs such as `s3://bucket/prefix/`, or absolute paths."
    )
    static let allowedFunctions = EnvironmentVariable(
        "DUCKDB_ALLOWED_FUNCTIONS",
        key: "duckdb.allowedFunctions",
        kind: .list,
        default: "the engine's that only compute",
        "Further functions that it may call then, comma-separated: of extensions, of Swift, macros of the steps."
    )
}
