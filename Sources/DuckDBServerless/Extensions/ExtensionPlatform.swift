/// A platform DuckDB builds extensions for, by DuckDB's own name for it.
public enum ExtensionPlatform: String, Sendable, Hashable, Codable, CaseIterable {
    /// Linux with glibc on x86_64.
    case linuxAMD64 = "linux_amd64"
    /// Linux with glibc on 64-bit ARM.
    case linuxARM64 = "linux_arm64"

    /// The platform this code was compiled for.
    public static var current: ExtensionPlatform {
        #if arch(arm64)
        .linuxARM64
        #else
        .linuxAMD64
        #endif
    }
}

extension ExtensionPlatform: CustomStringConvertible {
    /// DuckDB's name for it.
    public var description: String { rawValue }
}
