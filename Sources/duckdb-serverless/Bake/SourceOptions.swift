import ArgumentParser

/// Where `bake` takes extensions from.
struct SourceOptions: ParsableArguments {
    @Option(help: "Where extensions come from (default: \(SourceKind.repository.rawValue)).")
    var source: SourceKind?

    @Option(
        help: ArgumentHelp(
            "The mirror to take them from instead of DuckDB's repository, or with --source folder the folder.",
            valueName: "url or path"
        )
    )
    var from: String?

    @Flag(help: "Take community extensions: their repository by default, and their signatures.")
    var community = false

    @Option(help: ArgumentHelp("A server that sends nothing for so long is asked again.", valueName: "seconds"))
    var timeout = 30

    func validate() throws {
        guard timeout > 0 else { throw ValidationError("--timeout must be at least 1.") }
        switch kind {
        case .folder where from == nil: throw ValidationError("--source folder and --from PATH go together.")
        case .pypi where from != nil:
            throw ValidationError("--source pypi takes no --from: pip's settings choose the index.")
        // The address is not repeated: it may hold a password.
        case .repository where base == nil:
            throw ValidationError(
                "--from must be an http or https address without a query; for a folder, add --source folder."
            )
        default: break
        }
    }

    var limits: DownloadLimits {
        var limits = DownloadLimits()
        limits.stall = .seconds(timeout)
        return limits
    }

    private var kind: SourceKind { source ?? .repository }

    /// The repository, or nil if the address is none.
    private var base: RepositoryURL? {
        RepositoryURL(from ?? (community ? RepositoryURL.community : RepositoryURL.core))
    }

    /// The source; parts of downloads are kept in a folder.
    func source(_ downloader: Downloader, parts: String?) -> any ExtensionSource {
        switch (kind, base) {
        case (.repository, let base?): RepositorySource(base: base, downloader: downloader, parts: parts)
        case (.folder, _): FolderSource(folder: from ?? ".")
        default: PyPISource()
        }
    }
}

/// The values of `--source`.
enum SourceKind: String, ExpressibleByArgument, CaseIterable {
    case repository
    case pypi
    case folder
}
