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
/// on, with a warning, and the next request waits ten seconds. Time is the wall clock's, because other clocks may stand
/// still while a function is frozen. Credentials without an end are kept until ``freshCredentials()`` is called.
public final class RefreshingCredentials: AWSCredentialProvider {
    private let provider: any AWSCredentialProvider
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let state = Mutex(State())

    private struct State {
        var kept: AWSCredentials?
        /// The fetch under way.
        var fetch: SharedFetch<AWSCredentials>?
        /// When to ask again, while the kept ones are about to end and nothing newer was to be had.
        var pauseEnd: Date?
    }

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
        try await credentials(passingKept: false)
    }

    /// New credentials, from a request that began after this call or is under way.
    ///
    /// - Throws: As ``credentials()``.
    public func freshCredentials() async throws -> AWSCredentials {
        try await credentials(passingKept: true)
    }

    private func credentials(passingKept isForced: Bool) async throws -> AWSCredentials {
        let date = now()
        let (kept, fetch) = state.withLock { state in
            if !isForced, let kept = state.kept, isUsable(kept, state.pauseEnd, at: date) {
                return (kept as AWSCredentials?, nil as SharedFetch<AWSCredentials>?)
            }
            if let fetch = state.fetch { return (nil, fetch) }
            let fetch = SharedFetch<AWSCredentials>()
            state.fetch = fetch
            start(fetch)
            return (nil, fetch)
        }
        if let kept { return kept }
        do {
            guard let fetched = try await fetch?.value else { throw CancellationError() }
            return fetched
        } catch {
            guard !isForced, !Task.isCancelled, let valid = state.withLock({ $0.kept }), isValid(valid, at: now())
            else { throw error }
            return valid
        }
    }

    /// Whether kept credentials do without a request: they have time left, or one has just failed to bring better ones.
    private func isUsable(_ kept: AWSCredentials, _ pauseEnd: Date?, at date: Date) -> Bool {
        guard let expiration = kept.expiration else { return true }
        if expiration.timeIntervalSince(date) > Self.margin { return true }
        // A clock that was set back would make the pause last.
        let pause = pauseEnd.map { $0.timeIntervalSince(date) } ?? 0
        return isValid(kept, at: date) && pause > 0 && pause <= Self.pause
    }

    private func isValid(_ credentials: AWSCredentials, at date: Date) -> Bool {
        credentials.expiration.map { $0 > date } ?? true
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
            state.fetch = nil
            if case .success(let new) = outcome { state.kept = new }
            state.pauseEnd = date + Self.pause
            guard case .failure = outcome, let kept = state.kept, isValid(kept, at: date) else { return nil }
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
