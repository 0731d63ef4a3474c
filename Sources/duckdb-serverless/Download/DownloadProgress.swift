import Foundation
import Synchronization

/// Shows on one line of a terminal how far downloads are.
final class DownloadProgress: Sendable {
    private let state = Mutex((board: DownloadBoard(), shown: ContinuousClock.now - .seconds(1)))
    private static let pause = Duration.milliseconds(100)

    /// Progress on standard error, if it is a terminal that can go back to the start of a line.
    static func onTerminal() -> DownloadProgress? {
        guard isatty(STDERR_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb" else { return nil }
        return DownloadProgress()
    }

    func update(_ name: String, received: Int, of size: Int) {
        state.withLock { state in
            state.board.update(name, received: received, of: size)
            let now = ContinuousClock.now
            guard now - state.shown >= Self.pause else { return }
            state.shown = now
            Self.write(state.board.line(columns: Self.columns))
        }
    }

    func end(_ name: String) {
        state.withLock { state in
            state.board.end(name)
            Self.write(state.board.line(columns: Self.columns))
        }
    }

    /// Goes back, writes, and clears what is left of the line before.
    private static func write(_ line: String) {
        FileHandle.standardError.write(Data("\r\(line)\u{1b}[K".utf8))
    }

    private static var columns: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
