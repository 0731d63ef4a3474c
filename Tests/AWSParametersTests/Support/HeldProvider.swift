import AWSParameters
import Synchronization

/// A provider whose calls a test receives and answers one by one.
final class HeldProvider: ParameterProvider {
    /// A call that waits for its answer.
    struct Call: Sendable {
        let names: [String]
        fileprivate let continuation: CheckedContinuation<[String: Secret], any Error>

        func answer(_ value: String) {
            let secret = Secret(value)
            continuation.resume(returning: Dictionary(uniqueKeysWithValues: names.map { ($0, secret) }))
        }

        func answer(_ values: [String: Secret]) {
            continuation.resume(returning: values)
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

    func parameters(named names: [String]) async throws -> [String: Secret] {
        count.withLock { $0 += 1 }
        return try await withCheckedThrowingContinuation { continuation in
            arrival.yield(Call(names: names, continuation: continuation))
        }
    }
}

/// A failure that is none of the module's own.
struct VaultError: Error, Equatable {}
