import DuckDBServerless
import Foundation

/// Extension files, compressed ones, or wheels in a folder; the folder is only read.
struct FolderSource: ExtensionSource {
    let folder: String

    func fetch(_ request: ExtensionRequest, into staging: String) async throws(ExtensionError) -> FetchedExtension {
        let files = Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        let plain = request.name.fileName
        if files.contains(plain) {
            try FileCopy.copy("\(folder)/\(plain)", to: "\(staging)/\(plain)")
            return fetched("\(staging)/\(plain)", plain)
        }
        if files.contains("\(plain).gz") {
            try Gunzip.unpack("\(folder)/\(plain).gz", to: "\(staging)/\(plain)")
            return fetched("\(staging)/\(plain)", "\(plain).gz")
        }
        if let wheel = files.sorted().first(where: request.isWheel) {
            let path = try await Archive.unpackWheel("\(folder)/\(wheel)", for: request, into: staging)
            return fetched(path, wheel)
        }
        throw ExtensionError(
            .notFound,
            "\(folder) has neither \(plain), \(plain).gz nor a wheel \(request.wheelPattern)",
            remedy: "Put one of them there, or leave out --source to take it from DuckDB's repository"
        )
    }

    private func fetched(_ path: String, _ file: String) -> FetchedExtension {
        FetchedExtension(path: path, origin: "\(folder)/\(file)", source: "folder:\(file)")
    }
}

extension ExtensionRequest {
    private var wheelPrefix: String { "duckdb_extension_\(name)-\(version.number)-" }

    private var wheelSuffix: String { "_\(platform.wheelArchitecture).whl" }

    /// The names of wheels that hold the extension.
    fileprivate var wheelPattern: String { "\(wheelPrefix)*\(wheelSuffix)" }

    fileprivate func isWheel(_ file: String) -> Bool {
        file.hasPrefix(wheelPrefix) && file.hasSuffix(wheelSuffix)
    }
}

extension ExtensionPlatform {
    /// The architecture in the platform tags of wheels.
    var wheelArchitecture: String {
        switch self {
        case .linuxAMD64: "x86_64"
        case .linuxARM64: "aarch64"
        }
    }
}
