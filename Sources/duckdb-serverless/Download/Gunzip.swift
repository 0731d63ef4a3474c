import CZlib
package import DuckDBServerless
import Foundation

/// Unpacks gzip files, memory flat.
package enum Gunzip {
    private static let pieceSize = 256 * 1024

    /// Unpacks a file into a new one.
    ///
    /// - Parameters:
    ///   - path: the compressed file.
    ///   - destination: the file to write, which is replaced.
    ///   - shownPath: what errors call the compressed file.
    ///   - limit: how many bytes may come out.
    /// - Throws: `ExtensionError` with code `invalidArchive`, `tooLarge`, `notFound`, `unreadable` or `cannotWrite`.
    package static func unpack(
        _ path: String,
        to destination: String,
        shownAs shownPath: String? = nil,
        limit: Int = DownloadLimits().size
    ) throws(ExtensionError) {
        let file = try ExtensionFile(path: path, shownAs: shownPath)
        let output = try BundleFolder.writing(destination) {
            try Data().write(to: URL(filePath: destination))
            return try FileHandle(forWritingTo: URL(filePath: destination))
        }
        var inflater = try Inflater()
        var size = 0
        for start in stride(from: 0, to: file.size, by: pieceSize) {
            let piece = try file.bytes(in: start..<min(start + pieceSize, file.size))
            let isValid = try inflater.inflate(piece) { bytes throws(ExtensionError) in
                size += bytes.count
                guard size <= limit else { throw tooLarge(file.path, limit) }
                try BundleFolder.writing(destination) { try output.write(contentsOf: Data(bytes)) }
            }
            guard isValid else { throw invalid(file.path, "it is not gzip, or was altered") }
        }
        guard inflater.isAtEnd else { throw invalid(file.path, "it ends too early") }
    }

    private static func invalid(_ path: String, _ reason: String) -> ExtensionError {
        ExtensionError(.invalidArchive, "\(path) cannot be unpacked: \(reason)", remedy: "Fetch it again, complete")
    }

    private static func tooLarge(_ path: String, _ limit: Int) -> ExtensionError {
        ExtensionError(
            .tooLarge,
            "\(path) unpacks to more than \(Megabytes(bytes: limit)) MB, which no extension does",
            remedy: "Check where it comes from"
        )
    }
}
