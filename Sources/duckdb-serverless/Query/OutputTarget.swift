import Foundation

/// Where rows are written: standard output, or a file that appears when it is whole.
struct OutputTarget: Sendable {
    /// The file, where the links of its name lead; nil for standard output.
    let path: String?
    /// What the file is until it is whole, beside it; nil for what cannot be replaced, such as a named pipe.
    let temporaryPath: String?

    init(file: String?) {
        guard let file else {
            (path, temporaryPath) = (nil, nil)
            return
        }
        var status = stat()
        let isThere = stat(file, &status) == 0
        let url = isThere ? URL(filePath: file).resolvingSymlinksInPath() : URL(filePath: file)
        path = url.path
        let isReplaced = !isThere || status.st_mode & S_IFMT == S_IFREG
        let name = ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part"
        temporaryPath = isReplaced ? url.deletingLastPathComponent().appending(path: name).path : nil
    }

    var isTerminal: Bool { path == nil && Terminal.isTerminal(STDOUT_FILENO) }

    /// Removes what was written so far; also when whoever wrote it was left behind.
    func discard() {
        if let temporaryPath { unlink(temporaryPath) }
    }
}
