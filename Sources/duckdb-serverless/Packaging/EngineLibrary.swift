import DuckDBServerless
import Foundation

/// A file `libduckdb.so`, for whichever machine, that is read and never loaded.
enum EngineLibrary {
    /// Whether a file's name is that of the engine's library.
    static func isNamed(_ name: String) -> Bool { name.hasPrefix("libduckdb.so") }

    /// What settles a library's references to its own symbols.
    ///
    /// Its symbols are those that have the engine's name in theirs, as its namespaces and those of the libraries in it do, and
    /// those of its own version of ICU. All that others could have too, such as what is `std` alone, is left as it is.
    ///
    /// - Throws: `ExtensionError` with code `unsuitableProgram`, or those of reading.
    static func binding(of library: String, shownAs shownPath: String) throws(ExtensionError) -> SymbolBinding {
        let image = try ELFImage(path: library, shownAs: shownPath)
        return try SymbolBinding(image) { $0.contains("duckdb") || $0.contains("icu_66") }
    }

    /// Copies a library, with its references to its own symbols settled.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`, or those of ``binding(of:shownAs:)``.
    static func bind(
        _ library: String,
        shownAs shownPath: String,
        to target: String
    ) throws(ExtensionError) -> SymbolBinding {
        try FileCopy.copy(library, to: target)
        // Of the copy, which nobody else changes.
        let binding = try binding(of: target, shownAs: shownPath)
        try BundleFolder.writing(target) {
            let file = try FileHandle(forUpdating: URL(filePath: target))
            for patch in binding.patches {
                try file.seek(toOffset: patch.offset)
                try file.write(contentsOf: patch.bytes)
            }
            try file.close()
        }
        return binding
    }

    /// The version of the engine in it: the newest of the versions that it names.
    ///
    /// A library names its own version, and all before it, whose storage formats it knows. None of these names is that of
    /// another component: a library of the official 1.5.4 names v0.0.4 to v1.5.4.
    ///
    /// - Throws: `ExtensionError` with code `invalidVersion`, or those of reading.
    static func version(of path: String) throws(ExtensionError) -> EngineVersion {
        let file = try ExtensionFile(path: path)
        var versions: Set<String> = []
        var window: [UInt8] = []
        try file.forEachPiece(of: 0..<file.size) { piece in
            window = window.suffix(longest) + piece
            versions.formUnion(names(in: window))
        }
        let found = versions.compactMap { try? EngineVersion($0) }
        guard let newest = found.max(by: { precedes($0, $1) }) else {
            throw ExtensionError(
                .invalidVersion,
                "\(path) names no version of DuckDB",
                remedy: "Link the function to an official release of libduckdb, \(EngineVersion.pinned)"
            )
        }
        return newest
    }

    private static let longest = "\0v9999.9999.9999\0".utf8.count

    /// The texts `v1.2.3` between two zero bytes.
    private static func names(in window: [UInt8]) -> [String] {
        let letter = UInt8(ascii: "v")
        return window.indices.dropFirst().compactMap { start in
            guard window[start] == letter, window[start - 1] == 0 else { return nil }
            let text = window[start...].prefix(longest).prefix { $0 != 0 }
            return text.endIndex < window.endIndex ? String(decoding: text, as: UTF8.self) : nil
        }
    }

    private static func precedes(_ left: EngineVersion, _ right: EngineVersion) -> Bool {
        let numbers = { (version: EngineVersion) in version.number.split(separator: ".").compactMap { Int($0) } }
        return numbers(left).lexicographicallyPrecedes(numbers(right))
    }
}
