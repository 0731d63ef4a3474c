import DuckDBServerless
import Foundation
import PinFile

/// What a pin file asks for, in the words of `bake`.
struct ExtensionPins {
    let version: EngineVersion
    let platforms: [ExtensionPlatform]
    let names: [ExtensionName]
    let source: SourceKind?
    /// A folder, relative to the current one, or an address.
    let from: String?

    /// Reads a file.
    ///
    /// - Throws: `ExtensionError` with code `pinsInvalid` and the line at fault.
    init(contentsOf path: String) throws(ExtensionError) {
        do throws(PinFileError) {
            try self.init(try PinFile(contentsOf: path))
        } catch {
            throw ExtensionError(.pinsInvalid, "\(error.path):\(error.line): \(error.message)", remedy: error.remedy)
        }
    }

    private init(_ file: PinFile) throws(PinFileError) {
        version = try file.read(file.duckdbVersion, { try? EngineVersion($0) }, "is not a DuckDB version", ["1.5.4"])
        var platforms: [ExtensionPlatform] = []
        for text in file.platforms {
            let known = ExtensionPlatform.allCases.map(\.rawValue)
            platforms.append(try file.read(text, ExtensionPlatform.init, "is not a platform", known))
        }
        self.platforms = platforms
        names = file.extensions.compactMap { try? ExtensionName($0.text) }
        let source = try file.source.map { text throws(PinFileError) in
            try file.read(text, SourceKind.init, "is not a source", SourceKind.allCases.map(\.rawValue))
        }
        self.source = source
        from = file.from.map { source == .folder ? file.folder(at: $0.text) : $0.text }
    }
}

extension PinFile {
    fileprivate func read<Value>(
        _ pinned: PinnedText,
        _ make: (String) -> Value?,
        _ fault: String,
        _ known: [String]
    ) throws(PinFileError) -> Value {
        guard let value = make(pinned.text) else {
            let remedy = "Write \(known.map { "\"\($0)\"" }.joined(separator: " or "))"
            throw error(at: pinned, "'\(pinned.text.prefix(64))' \(fault)", remedy: remedy)
        }
        return value
    }

    /// A folder as seen from the file's own.
    fileprivate func folder(at text: String) -> String {
        URL(filePath: text, relativeTo: URL(filePath: path).deletingLastPathComponent()).path
    }
}
