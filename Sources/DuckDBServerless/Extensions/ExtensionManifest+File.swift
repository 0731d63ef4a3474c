#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ExtensionManifest {
    /// Reads a manifest and checks that it describes `version` and `platform`.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable`, `outsideBundle`, `manifestInvalid`, `wrongVersion`
    ///   or `wrongPlatform`.
    public init(
        contentsOf path: String,
        version: EngineVersion,
        platform: ExtensionPlatform
    ) throws(ExtensionError) {
        let file = try ExtensionFile(path: path, followsLink: false)
        guard file.size <= Self.mostBytes else {
            throw Self.invalid(path, "it has \(file.size) bytes, \(Self.mostBytes) are the most")
        }
        self = try Self.decode(Data(file.bytes(in: 0..<file.size)), path)
        if let reason = Self.otherFormat(formatVersion) { throw Self.invalid(path, reason) }
        guard Set(extensions.map(\.name)).count == extensions.count else {
            throw Self.invalid(path, "it names an extension twice")
        }
        if let entry = extensions.first(where: { $0.aliases != $0.name.aliases }) {
            throw Self.invalid(path, "the aliases of \(entry.name) are not those the engine knows")
        }
        let sizes = extensions.map(\.size) + [motherduckImpl?.size].compactMap(\.self)
        guard sizes.allSatisfy(Self.possibleSizes.contains) else {
            throw Self.invalid(path, "it gives a file a size that no file has")
        }
        guard duckdbVersion == version else {
            throw ExtensionError(
                .wrongVersion,
                "\(path) describes extensions for DuckDB \(duckdbVersion), not for \(version)",
                remedy: "Bake with --version \(version.number)"
            )
        }
        guard self.platform == platform else {
            throw ExtensionError(
                .wrongPlatform,
                "\(path) describes extensions for \(self.platform), not for \(platform)",
                remedy: "Bake with --platform \(platform)"
            )
        }
    }

    /// A terabyte: sums over a manifest stay far from the largest number.
    private static let possibleSizes = 1...(1 << 40)

    /// Thousands of entries; what is larger is no manifest, and is not read into memory.
    private static let mostBytes = 1024 * 1024

    /// Replaces the file at `path` whole, or leaves it as it was.
    ///
    /// The same manifest always gives the same bytes.
    ///
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    package func write(to path: String) throws(ExtensionError) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            var data = try encoder.encode(self)
            data.append(UInt8(ascii: "\n"))
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ExtensionError(
                .cannotWrite,
                "\(path) cannot be written",
                remedy: "Check the folder's permissions and the space left",
                details: "\(error)"
            )
        }
    }

    private static func decode(_ data: Data, _ path: String) throws(ExtensionError) -> ExtensionManifest {
        do {
            return try JSONDecoder().decode(ExtensionManifest.self, from: data)
        } catch let error as ExtensionError {
            throw invalid(path, error.message)
        } catch let error as DecodingError {
            // What another format has or lacks says little.
            let format = try? JSONDecoder().decode(Format.self, from: data).formatVersion
            throw invalid(path, format.flatMap(Self.otherFormat) ?? Self.reason(error))
        } catch {
            throw invalid(path, "it is not JSON")
        }
    }

    private struct Format: Decodable {
        let formatVersion: Int
    }

    private static func otherFormat(_ format: Int) -> String? {
        format == currentFormatVersion ? nil : "its format is \(format), this release reads \(currentFormatVersion)"
    }

    private static func reason(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "the key '\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "the value of '\(context.codingPath.map(\.stringValue).joined(separator: "."))' has the wrong type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "the value of '\(context.codingPath.map(\.stringValue).joined(separator: "."))' is not known"
        default: "it is not JSON"
        }
    }

    private static func invalid(_ path: String, _ reason: String) -> ExtensionError {
        ExtensionError(
            .manifestInvalid,
            "\(path) is not a valid manifest: \(reason)",
            remedy: "Delete its folder and bake it again with duckdb-serverless bake"
        )
    }
}
