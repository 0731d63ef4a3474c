extension BakeCommand {
    /// What `--help` says before the options.
    static let manual = """
        Each extension is fetched, its version, platform, entry point and DuckDB signature are checked, and it is placed as \
        TARGET/vVERSION/PLATFORM/NAME.duckdb_extension beside a manifest.json with its SHA-256. Give TARGET to DuckDB as \
        extension_directories. Extensions the manifest already lists are checked again, and fetched again only if they \
        changed; nothing is placed unless everything passed and fits into Lambda's 250 MB.

        What to bake stands on the command line, or in a file next to Package.swift, duckdb-extensions.json, which is taken \
        when there are no names: the DuckDB version, the platforms and the names. Each platform is a bundle of its own, \
        placed whole or not at all. --platform picks one of the file's platforms, --version must be the file's, --source \
        and --from replace the file's.

        Sources (--source):
          repository  DuckDB's own at \(RepositoryURL.core), the default, or a
                      mirror with --from http://HOST/PATH, asked for
                      /vVERSION/PLATFORM/NAME.duckdb_extension.gz. Credentials go
                      into the address, and show nowhere.
          pypi        the official wheels, by 'python3 -m pip download'
          folder      NAME.duckdb_extension, the same with .gz, or a wheel, in the
                      folder that --from names

        Downloads are tried four times, go on where they ended, and are kept in the cache. What comes out of the cache is \
        checked like everything else, so the cache can be shared, restored by CI or deleted at any time. On a terminal \
        their progress is shown on standard error.

        Exit codes:
          0   everything is in place
          64  the command line is wrong
          65  a file is not the one asked for, the bundle is too large, or the pin
              file is wrong
          69  the source lacks an extension, or does not answer
          73  the target cannot be written
        Unless it is 0, the bundle of the platform at fault is as it was.

        Examples:
          duckdb-serverless bake --target layer httpfs postgres
          duckdb-serverless bake --target layer --pins duckdb-extensions.json
          duckdb-serverless bake --target layer --platform linux_arm64 httpfs
          duckdb-serverless bake --target layer --from https://mirror.example httpfs
          duckdb-serverless bake --target layer --source pypi httpfs
          duckdb-serverless bake --target layer --community h3
          duckdb-serverless bake --target layer --motherduck-impl v1.2.3 motherduck
        """
}
