import ArgumentParser
import DuckDBServerless

/// The system that a package is unpacked into: what need not go along, and what must not be asked of it.
enum BaseSystem: String, ExpressibleByArgument, CaseIterable {
    /// Lambda's `provided.al2023`.
    case al2023
    /// One like the machine that packages, to try a package out.
    case thisMachine = "this-machine"

    /// The libraries of glibc and GCC, and zlib: every system has them, and glibc's must be the system's own.
    static func has(_ library: String) -> Bool {
        library.hasPrefix("ld-linux") || libraries.contains(library)
    }

    private static let libraries: Set = [
        "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2", "libutil.so.1",
        "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1",
    ]

    /// The newest versions of symbols that `provided.al2023` has, with its glibc 2.34 and GCC 11.
    private static let newest = ["GLIBC": [2, 34], "GLIBCXX": [3, 4, 29], "CXXABI": [1, 3, 13]]

    /// Which of the versions that a file needs `provided.al2023` lacks.
    static func lacks(_ file: ELFFile) -> [String] {
        file.symbolVersions.filter { version in
            let parts = version.split(separator: "_")
            guard parts.count == 2, let newest = newest[String(parts[0])] else { return false }
            // Texts such as GLIBC_PRIVATE are no numbers.
            let numbers = parts[1].split(separator: ".").compactMap { Int($0) }
            return newest.lexicographicallyPrecedes(numbers)
        }
    }

    /// Makes sure that files can be started there.
    ///
    /// - Throws: `ExtensionError` with code `libraryTooOld`.
    func check(_ files: [ELFFile]) throws(ExtensionError) {
        guard self == .al2023, let finding = Self.finding(files) else { return }
        throw ExtensionError(
            .libraryTooOld,
            finding,
            remedy: "Build it on Amazon Linux 2023, as in Swift's amazonlinux2023 image; "
                + "--base this-machine packages it for a system like this one"
        )
    }

    /// What keeps files from being started on `provided.al2023`; nil if nothing does.
    static func finding(_ files: [ELFFile]) -> String? {
        let lacking = files.compactMap { file in
            let versions = Set(lacks(file)).sorted()
            return versions.isEmpty ? nil : "\(file.path) needs \(versions.joined(separator: ", "))"
        }
        guard !lacking.isEmpty else { return nil }
        return "It would not start on provided.al2023, which has glibc 2.34 and GCC 11's libstdc++: "
            + lacking.joined(separator: "; ")
    }
}
