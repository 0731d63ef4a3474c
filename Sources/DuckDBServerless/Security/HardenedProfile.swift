/// What SQL that others wrote, such as a model or a customer, may read of an engine.
///
/// It may query every catalog that is attached and the files under ``allowedDirectories``, and nothing else: it changes
/// nothing, loads nothing, opens no connection, and reads no setting or secret. `Documentation/security.md` says how, and what it
/// does not promise: the function's AWS role and the database's own role stay the real boundary, and a statement may use as much
/// memory and time as `memory_limit` and the deadline give it.
public struct HardenedProfile: Sendable, Hashable {
    /// The directories whose files may be read, such as `s3://bucket/prefix/`; at first none.
    ///
    /// Each is a URL or an absolute path, and means everything under it. The scheme counts: `s3a://bucket/` is another directory
    /// than `s3://bucket/`.
    public var allowedDirectories: [String] = []
    /// Functions that may be called beside the engine's own: of extensions, of Swift, macros of the steps.
    ///
    /// Such a function is trusted with whatever arguments it is given. One that takes SQL, a path or a connection string
    /// gives away what the profile protects.
    public var allowedFunctions: Set<String> = []
    /// The most bytes of UTF-8 that a statement may have.
    ///
    /// The engine's parser takes more than linear time, and cannot be interrupted: 64 KiB take it 0.3 s at worst.
    public var maximumLength = 65_536

    /// Makes a profile that reads attached catalogs and no file.
    public init() {}
}
