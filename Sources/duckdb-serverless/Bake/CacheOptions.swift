import ArgumentParser

/// Where `bake` keeps what it downloads.
struct CacheOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The cache (default: $XDG_CACHE_HOME/duckdb-serverless, else $HOME/.cache/duckdb-serverless).",
            valueName: "dir"
        )
    )
    var cache: String?

    @Flag(help: "Fetch everything anew, and keep nothing.")
    var noCache = false

    func validate() throws {
        guard !noCache || cache == nil else { throw ValidationError("--cache and --no-cache exclude each other.") }
    }

    /// The cache, or nil if there is to be none.
    func make() -> ExtensionCache? {
        if noCache { return nil }
        return cache.map { ExtensionCache(directory: $0) } ?? .standard()
    }
}
