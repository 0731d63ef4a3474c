#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads small files that hold a secret, as Docker, Kubernetes and web identities mount them.
enum SecretFile {
    /// The most bytes that such a file may have, 1 MiB.
    static let maximumSize = 1 << 20

    /// Why a file gave no text.
    enum Failure: Error {
        case missing
        case unreadable
        case notAFile
        case tooLarge
        case notText

        /// The reason as part of a sentence.
        var reason: String {
            switch self {
            case .missing: "does not exist, or this user may not look into its folder"
            case .unreadable: "cannot be read; check its permissions"
            case .notAFile: "is not a file"
            case .tooLarge: "has more than 1 MiB"
            case .notText: "is not UTF-8"
            }
        }
    }

    /// The file's text without the line break at its end.
    static func text(_ path: String) throws(Failure) -> String {
        let bytes = try bytes(path)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        return text.last?.isNewline == true ? String(text.dropLast()) : text
    }

    private static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        // To C a path ends there, and another file would be read.
        guard !path.utf8.contains(0) else { throw .missing }
        // Opening a pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        var status = stat()
        // Below a folder that may not be looked into there is nothing, as in the HOME of somebody else.
        guard descriptor >= 0 else { throw stat(path, &status) == 0 ? .unreadable : .missing }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        // What is mounted may tell a size of 0, so it is read to its end.
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= maximumSize else { throw .tooLarge }
        }
    }
}

extension SecretFile.Failure {
    /// The failure as that of a setting that names the file.
    func asConfiguration(of variable: String) -> AWSParametersError {
        AWSParametersError(.invalidConfiguration, "The file that \(variable) names \(reason).")
    }
}
