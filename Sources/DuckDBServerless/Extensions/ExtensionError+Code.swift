extension ExtensionError {
    /// The kind of failure; more may be added, so a `switch` needs a `default`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name of the code.
        public let description: String

        private init(_ name: String) { description = name }

        /// The text is not an extension name: only `a-z`, `0-9` and `_` are allowed.
        public static let invalidName = Code("invalidName")
        /// The text is not a DuckDB version such as `1.5.4`.
        public static let invalidVersion = Code("invalidVersion")
        /// The bundle, the source or the disk does not hold the extension.
        public static let notFound = Code("notFound")
        /// The bundle holds the extension, but nothing has loaded it.
        public static let notLoaded = Code("notLoaded")
        /// The file exists but cannot be read.
        public static let unreadable = Code("unreadable")
        /// The file or bundle was made for another DuckDB version.
        public static let wrongVersion = Code("wrongVersion")
        /// The file or bundle was made for another platform.
        public static let wrongPlatform = Code("wrongPlatform")
        /// The file does not end in an extension footer: truncated, compressed, or no extension at all.
        public static let invalidFooter = Code("invalidFooter")
        /// No DuckDB core key signed these bytes.
        public static let signatureInvalid = Code("signatureInvalid")
        /// The file lacks the entry point of its name, so it is another extension, renamed.
        public static let wrongEntryPoint = Code("wrongEntryPoint")
        /// The file differs from what the manifest recorded when the bundle was baked.
        public static let hashMismatch = Code("hashMismatch")
        /// A symbolic link lies where the bundle's own file belongs.
        public static let outsideBundle = Code("outsideBundle")
        /// The C library of this system is older than the file needs.
        public static let libraryTooOld = Code("libraryTooOld")
        /// The engine refused to load or install the extension, for a reason of its own that the message repeats.
        public static let loadFailed = Code("loadFailed")
        /// The manifest cannot be decoded, or its contents contradict its place.
        public static let manifestInvalid = Code("manifestInvalid")
        /// The bundle's folder holds something that the manifest does not name.
        package static let unlisted = Code("unlisted")
        /// A `duckdb-extensions.json` cannot be read, or asks for what there is not.
        package static let pinsInvalid = Code("pinsInvalid")
        /// A compressed file or a wheel cannot be unpacked, or lacks the extension.
        package static let invalidArchive = Code("invalidArchive")
        /// The source of extensions does not answer, or does not have the extension.
        public static let sourceUnavailable = Code("sourceUnavailable")
        /// A file or a bundle is larger than is allowed.
        public static let tooLarge = Code("tooLarge")
        /// A file is no program that could be deployed as a function.
        package static let unsuitableProgram = Code("unsuitableProgram")
        /// A link leads out of the folder that is packaged.
        package static let outsideFolder = Code("outsideFolder")
        /// The target folder cannot be written.
        public static let cannotWrite = Code("cannotWrite")
    }
}
