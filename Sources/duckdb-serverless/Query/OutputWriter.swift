import Glibc

/// Writes bytes to a target; a file takes its place when it is committed.
final class OutputWriter {
    private let target: OutputTarget
    private var descriptor: Int32
    private let isTerminal: Bool

    /// - Throws: ``OutputError``.
    init(_ target: OutputTarget) throws(OutputError) {
        self.target = target
        guard let path = target.temporaryPath ?? target.path else {
            descriptor = STDOUT_FILENO
            isTerminal = Terminal.isTerminal(descriptor)
            return
        }
        let isNew = target.temporaryPath == nil ? 0 : O_CREAT | O_EXCL | O_NOFOLLOW
        // What replaces a file is not for more eyes than the file was, at no time.
        descriptor = open(path, O_WRONLY | O_CLOEXEC | isNew, target.mode == nil ? 0o666 : 0o600)
        guard descriptor >= 0 else { throw OutputError(target, errno) }
        isTerminal = Terminal.isTerminal(descriptor)
        if let mode = target.mode, fchmod(descriptor, mode) != 0 { throw OutputError(target, errno) }
    }

    deinit {
        if target.path != nil, descriptor >= 0 { close(descriptor) }
    }

    /// Writes a whole text, or a part that divides no character; on a terminal, what would steer it is written out.
    ///
    /// - Throws: ``OutputError``.
    func write(_ bytes: [UInt8]) throws(OutputError) {
        var rest = isTerminal ? Array(CellText.visible(String(decoding: bytes, as: UTF8.self)).utf8)[...] : bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw OutputError(target, errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Puts a file in its place, whole.
    ///
    /// - Throws: ``OutputError``.
    func commit() throws(OutputError) {
        guard let path = target.path, let temporary = target.temporaryPath else { return }
        let isOnDisk = fsync(descriptor) == 0
        let failure = errno
        let isClosed = close(descriptor) == 0
        descriptor = -1
        guard isOnDisk else { throw OutputError(target, failure) }
        guard isClosed, rename(temporary, path) == 0 else { throw OutputError(target, errno) }
    }
}
