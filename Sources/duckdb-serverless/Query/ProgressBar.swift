import DuckDBClient
import Foundation
import Synchronization

/// Draws on standard error, a terminal, how far a statement is, once it takes longer than a second.
final class ProgressBar: Sendable {
    private struct State {
        var isDrawn = false
        var isOver = false
    }

    private static let width = 30
    private static let patience = Duration.seconds(1)

    private let state: Mutex<State>
    private let start = ContinuousClock.now

    /// - Parameter updates: Nil where the engine does not tell.
    init?(_ updates: QueryProgressUpdates?) {
        state = Mutex(State())
        guard let updates else { return nil }
        Task { [weak self] in
            for await progress in updates {
                guard let self, draw(progress) else { return }
            }
        }
    }

    /// - Returns: Whether it goes on.
    private func draw(_ progress: QueryProgress) -> Bool {
        state.withLock { state in
            guard !state.isOver else { return false }
            guard ContinuousClock.now - start > Self.patience else { return true }
            state.isDrawn = true
            let share = min(max(progress.percentage / 100, 0), 1)
            let full = Int(share * Double(Self.width))
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
            let seconds = (ContinuousClock.now - start).components.seconds
            Self.show("\r\(bar) \(Int(share * 100)) %  \(seconds) s\u{1B}[K")
            return true
        }
    }

    /// Erases it.
    func end() {
        state.withLock { state in
            if state.isDrawn, !state.isOver { Self.show("\r\u{1B}[K") }
            state.isOver = true
        }
    }

    private static func show(_ text: String) {
        // The terminal may be gone.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
