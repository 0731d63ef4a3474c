import Foundation

/// Where rows are written: standard output, or a file that appears when it is whole.
struct OutputTarget: Sendable {
    /// The file, where the links of its name lead, also to a file that is not there yet; nil for standard output.
    let path: String?
    /// What the file is until it is whole, beside it; nil for what cannot be replaced, such as a named pipe.
    let temporaryPath: String?
    /// The permissions of the file that is replaced; nil where there is none.
    let mode: mode_t?

    /// One for the process, which nobody can foresee to put a file or a link in its way.
    private static let suffix = String(UInt64.random(in: .min ... .max), radix: 36)

    /// As many links as the kernel follows.
    private static let mostLinks = 40

    init(file: String?) {
        guard let file else {
            (path, temporaryPath, mode) = (nil, nil, nil)
            return
        }
        var status = stat()
        let isThere = stat(file, &status) == 0
        // What cannot be looked at for another reason is not written either, and opening it tells why.
        let isReplaced = isThere ? status.st_mode & S_IFMT == S_IFREG : errno == ENOENT
        let url = isThere ? URL(filePath: file).resolvingSymlinksInPath() : URL(filePath: Self.end(of: file))
        let name = ".\(url.lastPathComponent).\(Self.suffix).part"
        path = url.path
        temporaryPath = isReplaced ? url.deletingLastPathComponent().appending(path: name).path : nil
        mode = isThere && isReplaced ? status.st_mode & 0o7777 : nil
    }

    /// Where links lead that end at nothing.
    private static func end(of file: String) -> String {
        var path = file
        for _ in 0..<mostLinks {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
            let folder = URL(filePath: path).deletingLastPathComponent().path
            path = next.hasPrefix("/") ? next : "\(folder)/\(next)"
        }
        return path
    }

    var isTerminal: Bool { path == nil && Terminal.isTerminal(STDOUT_FILENO) }

    /// Removes what was written so far; also when whoever wrote it was left behind.
    func discard() {
        if let temporaryPath { unlink(temporaryPath) }
    }
}
