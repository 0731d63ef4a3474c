internal import Synchronization

/// Who sends an answer's head: of the rows and of an error, whichever is first.
final class AnswerClaim: Sendable {
    private let isTaken = Atomic<Bool>(false)

    /// - Returns: Whether it was free, and is the caller's now.
    func take() -> Bool {
        !isTaken.exchange(true, ordering: .acquiringAndReleasing)
    }
}
