import AWSParameters
import Foundation
import Synchronization

/// A provider of credentials whose calls a test receives and answers one by one.
final class HeldCredentials: AWSCredentialProvider {
    /// A call that waits for its answer.
    struct Call: Sendable {
        fileprivate let continuation: CheckedContinuation<AWSCredentials, any Error>

        func answer(_ key: String, end: Date?) {
            let secret = Secret("planted-secret-key")
            continuation.resume(
                returning: AWSCredentials(accessKeyID: key, secretAccessKey: secret, expiration: end)
            )
        }

        func fail(_ error: any Error) {
            continuation.resume(throwing: error)
        }
    }

    private let (calls, arrival) = AsyncStream<Call>.makeStream()
    private let count = Mutex(0)

    /// How many calls have come.
    var callCount: Int { count.withLock { $0 } }

    /// The next call that has not been received yet.
    func nextCall() async throws -> Call {
        for await call in calls { return call }
        throw CancellationError()
    }

    func credentials() async throws -> AWSCredentials {
        count.withLock { $0 += 1 }
        return try await withCheckedThrowingContinuation { continuation in
            arrival.yield(Call(continuation: continuation))
        }
    }
}
