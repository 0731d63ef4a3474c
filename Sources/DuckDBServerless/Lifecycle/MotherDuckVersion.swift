internal import Glibc

/// The version of MotherDuck's own program, which the extension `motherduck` asks the network for unless a variable tells it.
enum MotherDuckVersion {
    /// Has the extension take the bundle's program.
    ///
    /// - Throws: `ExtensionError` with code `wrongVersion` when the variable is set to another version.
    static func pin(_ version: String) throws(ExtensionError) {
        guard let found = getenv(name).map({ String(cString: $0) }), !found.isEmpty else {
            // As for HOME: a function wakes its engine before other threads read the environment.
            setenv(name, version, 1)
            return
        }
        guard found == version else {
            throw ExtensionError(
                .wrongVersion,
                "The environment variable \(name) asks for another version of MotherDuck's program than the bundle has",
                remedy: "Unset it, or bake that version with --motherduck-impl"
            )
        }
    }

    private static let name = "motherduck_ext_version"
}
