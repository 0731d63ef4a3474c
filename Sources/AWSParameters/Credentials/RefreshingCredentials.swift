public import Logging
import Synchronization

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Keeps the credentials of a provider, and asks for new ones five minutes before they end.
///
/// However many tasks ask, one request is under way. When it fails and the kept credentials are still valid, they are used
/// on, with a warning, and the next request waits ten seconds. Time is the wall clock's, because other
/// clocks may stand still while a function is frozen. Credentials without an end are kept until ``freshCredentials()`` is
/// called.
public final class RefreshingCredentials: AWSCredentialProvider {
    private let provider: any AWSCredentialProvider
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let state = Mutex(State())

    private struct State {
        var kept: AWSCredentials?
        /// The fetch under way, and when it began.
        var fetch: (shared: SharedFetch<AWSCredentials>, date: Date)?
        /// The last fetch that ended, and whether it brought credentials.
        var last: (date: Date, hasSucceeded: Bool)?
    }

    /// In seconds.
    private static let margin: TimeInterval = 300
    private static let pause: TimeInterval = 10

    /// Puts a keeper before a provider.
    ///
    /// - Parameters:
    ///   - provider: Where credentials come from.
    ///   - logger: Warned when new credentials cannot be had.
    ///   - now: The wall clock.
    public init(
        _ provider: some AWSCredentialProvider,
        logger: Logger = Logger(label: "aws-parameters"),
        now: @escaping @Sendable () -> Date = { .now }
    ) {
        self.provider = provider
        self.logger = logger
        self.now = now
    }

    /// The kept credentials, or new ones where those are about to end.
    ///
    /// - Throws: The provider's error when there are none that are still valid, or `CancellationError`. A task that is
    ///   cancelled stops waiting; the request goes on for the others.
    public func credentials() async throws -> AWSCredentials {
        let (kept, fetch) = state.withLock { state in
            // Read under the lock, so that no fetch seems to have begun in the future.
            let date = now()
            let kept = state.kept.flatMap { isDue($0, state.last, at: date) ? nil : $0 }
            return (kept, kept == nil ? join(&state, date) : nil)
        }
        if let kept { return kept }
        do {
            guard let fetched = try await fetch?.value else { throw CancellationError() }
            return fetched
        } catch {
            let kept = state.withLock { $0.kept }
            guard !Task.isCancelled, let kept, isValid(kept, at: now()) else { throw error }
            return kept
        }
    }

    /// New credentials, whatever is kept, from a request that is under way or begins now.
    ///
    /// - Throws: As ``credentials()``.
    public func freshCredentials() async throws -> AWSCredentials {
        try await state.withLock { join(&$0, now()) }.value
    }

    /// Whether new credentials have to be asked for: the kept ones are about to end, and none were asked for just now.
    private func isDue(
        _ kept: AWSCredentials,
        _ last: (date: Date, hasSucceeded: Bool)?,
        at date: Date
    ) -> Bool {
        guard let expiration = kept.expiration, expiration.timeIntervalSince(date) <= Self.margin else { return false }
        guard let last, isWithinPause(last.date, at: date) else { return true }
        // What a source hands out after its end is for the service to judge; after a failure there may be better.
        return !last.hasSucceeded && !isValid(kept, at: date)
    }

    private func isValid(_ credentials: AWSCredentials, at date: Date) -> Bool {
        credentials.expiration.map { $0 > date } ?? true
    }

    /// Whether a time is less than the pause ago; one in the future, seen after a clock was set back, is not.
    private func isWithinPause(_ time: Date, at date: Date) -> Bool {
        (0..<Self.pause).contains(date.timeIntervalSince(time))
    }

    /// The fetch under way, or a new one; one that began long ago was frozen, and its time-outs are over.
    private func join(_ state: inout State, _ date: Date) -> SharedFetch<AWSCredentials> {
        if let fetch = state.fetch, isWithinPause(fetch.date, at: date) { return fetch.shared }
        let fetch = SharedFetch<AWSCredentials>()
        state.fetch = (fetch, date)
        start(fetch)
        return fetch
    }

    /// Runs a fetch in a task of its own, so that no waiting task's cancellation ends it.
    private func start(_ fetch: SharedFetch<AWSCredentials>) {
        Task {
            let outcome: Result<AWSCredentials, any Error>
            do {
                outcome = .success(try await provider.freshCredentials())
            } catch {
                outcome = .failure(error)
            }
            finish(fetch, outcome)
        }
    }

    private func finish(_ fetch: SharedFetch<AWSCredentials>, _ outcome: Result<AWSCredentials, any Error>) {
        let date = now()
        let left: TimeInterval? = state.withLock { state in
            // One that was overtaken has nothing newer to say.
            guard state.fetch?.shared === fetch else { return nil }
            state.fetch = nil
            let new = try? outcome.get()
            state.kept = new ?? state.kept
            state.last = (date, new != nil)
            guard new == nil, let kept = state.kept, isValid(kept, at: date) else { return nil }
            return kept.expiration.map { $0.timeIntervalSince(date) } ?? .infinity
        }
        if case .failure(let error) = outcome, let left {
            logger.warning(
                "credentials could not be renewed; the last ones are used until they end",
                metadata: [
                    "seconds left": left.isFinite ? "\(Int(left))" : "no end",
                    "error": "\(Telemetry.outcome(of: error))",
                ]
            )
        }
        fetch.finish(outcome)
    }
}
