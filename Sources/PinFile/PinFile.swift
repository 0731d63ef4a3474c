#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a package bakes: its `duckdb-extensions.json`, read strictly.
///
/// It knows what a pin file looks like, not which platforms and extensions there are: it is built once more, for the
/// host, by every package that uses the plugin `ExtensionPins`, and so it depends on nothing.
package struct PinFile: Sendable, Hashable {
    /// The file's usual name, next to `Package.swift`.
    package static let name = "duckdb-extensions.json"

    /// Where it was read.
    package let path: String
    /// The DuckDB version, with or without a leading `v`.
    package let duckdbVersion: PinnedText
    /// At least one platform, none twice.
    package let platforms: [PinnedText]
    /// At least one extension, by name or alias, none twice.
    package let extensions: [PinnedText]
    /// Where they come from, as `bake --source` has it.
    package let source: PinnedText?
    /// The folder or the mirror they come from, as `bake --from` has it.
    package let from: PinnedText?

    /// Reads a file.
    ///
    /// - Throws: ``PinFileError`` if it is missing, no JSON, lacks a key, has one twice or one that is not known, or has
    ///   a value of the wrong type.
    package init(contentsOf path: String) throws(PinFileError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PinFileError(path: path, line: 1, "the file cannot be read", remedy: "Write it: \(Self.example)")
        }
        try self.init([UInt8](data), path: path)
    }

    init(_ bytes: [UInt8], path: String) throws(PinFileError) {
        var reader = PinFileReader(bytes, path: path)
        let fields = try PinFields(reader.object(), path: path)
        self.path = path
        duckdbVersion = try fields.required(.duckdbVersion)
        platforms = try fields.names(.platforms)
        extensions = try fields.names(.extensions)
        source = try fields.text(.source)
        from = try fields.text(.from)
    }

    /// The smallest pin file.
    static let example =
        #"{"duckdbVersion": "1.5.4", "platforms": ["linux_arm64"], "extensions": ["httpfs"]}"#
}

/// A text of a pin file.
package struct PinnedText: Sendable, Hashable {
    package let text: String
    /// The line it stands on, from 1.
    package let line: Int
}

extension PinFile {
    /// The version without a leading `v`.
    package var versionNumber: String {
        duckdbVersion.text.hasPrefix("v") ? String(duckdbVersion.text.dropFirst()) : duckdbVersion.text
    }

    /// Checks that extensions of the pinned version can be loaded by the library.
    ///
    /// - Parameter library: what `duckdb_library_version()` says, such as `v1.5.4`.
    /// - Throws: ``PinFileError`` with both versions.
    package func expect(library: String) throws(PinFileError) {
        let linked = library.hasPrefix("v") ? String(library.dropFirst()) : library
        guard versionNumber != linked else { return }
        throw error(
            at: duckdbVersion,
            "DuckDB \(versionNumber) is pinned, but libduckdb \(linked) is linked, which cannot load its extensions",
            remedy: "Set duckdbVersion to \"\(linked)\" and bake again, or install libduckdb \(versionNumber)"
        )
    }

    /// An error about a text of this file.
    package func error(at text: PinnedText, _ message: String, remedy: String) -> PinFileError {
        PinFileError(path: path, line: text.line, message, remedy: remedy)
    }
}
