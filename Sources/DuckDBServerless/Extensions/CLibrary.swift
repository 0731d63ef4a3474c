internal import Glibc

/// The version of glibc, which decides what the official files can be loaded on: Amazon Linux 2 has 2.26.
package struct CLibrary: Sendable, Hashable, Comparable, CustomStringConvertible {
    private let major: Int
    private let minor: Int

    /// The one that this process runs with.
    package static let current = {
        var text = [CChar](repeating: 0, count: 64)
        confstr(Int32(_CS_GNU_LIBC_VERSION), &text, text.count)
        return CLibrary(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }()

    /// Reads a version such as `2.28` or `glibc 2.28`; what is no number counts as 0.
    package init(_ text: String) {
        let version = text.split(separator: " ").last ?? ""
        let numbers = version.split(separator: ".").map { Int($0) ?? 0 }
        major = numbers.first ?? 0
        minor = numbers.dropFirst().first ?? 0
    }

    package var description: String { "\(major).\(minor)" }

    package static func < (left: CLibrary, right: CLibrary) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// Makes sure that an extension can be loaded, before the dynamic linker finds out.
    ///
    /// - Throws: `ExtensionError` with code `libraryTooOld`.
    package func check(_ name: ExtensionName) throws(ExtensionError) {
        // As measured on the files of 1.5.4; the others need 2.25, as the engine itself does.
        guard ["aws", "delta", "httpfs", "iceberg"].contains(name.text), self < CLibrary("2.28") else { return }
        throw ExtensionError.tooOld(name, self)
    }
}

extension ExtensionError {
    static func tooOld(_ name: ExtensionName, _ library: CLibrary, details: String = "") -> ExtensionError {
        ExtensionError(
            .libraryTooOld,
            "\(name) needs a newer glibc than \(library), which this system has",
            remedy: "Run on glibc 2.28 or newer: provided.al2023, Debian 10, RHEL 8",
            details: details
        )
    }
}
