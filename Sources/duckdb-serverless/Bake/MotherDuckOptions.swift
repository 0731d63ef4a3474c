import ArgumentParser
import DuckDBServerless

/// The `motherduck_impl` that `bake` places.
struct MotherDuckOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Place MotherDuck's own program of this version, so that LOAD motherduck asks nobody for it.",
            valueName: "version"
        )
    )
    var motherduckImpl: String?

    @Option(help: ArgumentHelp("Where to take it from (default: \(RepositoryURL.motherduck)).", valueName: "url"))
    var motherduckFrom: String?

    func validate() throws {
        guard motherduckImpl.map(ExtensionManifest.MotherDuckImpl.isVersion) ?? true else {
            throw ValidationError("--motherduck-impl must be a version: letters, digits, '.', '_', '+' and '-'.")
        }
        guard motherduckFrom == nil || motherduckImpl != nil else {
            throw ValidationError("--motherduck-from needs --motherduck-impl VERSION.")
        }
        // The address is not repeated: it may hold a password.
        guard base != nil else {
            throw ValidationError("--motherduck-from must be an http or https address without a query.")
        }
    }

    private var base: RepositoryURL? { RepositoryURL(motherduckFrom ?? RepositoryURL.motherduck) }

    /// The version and its source, if one is asked for.
    func source(_ downloader: Downloader, parts: String?) -> (version: String, source: RepositorySource)? {
        guard let motherduckImpl, let base else { return nil }
        return (motherduckImpl, RepositorySource(base: base, downloader: downloader, parts: parts))
    }
}
