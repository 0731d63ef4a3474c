import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Sends requests to one endpoint within limits: retries, time-outs, sizes, typed errors, telemetry.
struct RemoteClient: Sendable {
    let endpoint: AWSEndpoint
    let limits: RequestLimits
    let http: LazyHTTPClient
    let telemetry: Telemetry

    /// Runs work that may send several requests, within the total time-out.
    ///
    /// - Throws: What `work` throws, or ``AWSParametersError`` with ``AWSParametersError/Code/timeout``.
    func withinLimits<Output: Sendable>(
        _ operation: RemoteOperation,
        _ work: @escaping @Sendable (_ deadline: ContinuousClock.Instant) async throws -> Output
    ) async throws -> Output {
        let deadline = ContinuousClock.now + limits.totalTimeout
        let output = try await withDeadline(deadline) { try await work(deadline) }
        guard let output else { throw AWSParametersError.timedOut(operation, endpoint, limits) }
        return output
    }

    /// Sends a request, again after a passing failure, and returns the body of the answer.
    ///
    /// `request` makes the request of each attempt, since a signature grows old; it is told the refusal before it.
    func send(
        _ operation: RemoteOperation,
        deadline: ContinuousClock.Instant,
        _ request: @Sendable (_ refusal: RemoteRefusal?) async throws -> RemoteRequest
    ) async throws -> [UInt8] {
        try await telemetry.record(operation, endpoint) { attempts in
            var generator = SystemRandomNumberGenerator()
            var refusal: RemoteRefusal?
            while true {
                attempts += 1
                let next = try await request(refusal)
                do {
                    return try await sendOnce(operation, next)
                } catch let error as AWSParametersError where error.isWorthRetrying(after: refusal?.error) {
                    guard attempts <= limits.maximumRetries else { throw error }
                    let pause = Backoff().pause(beforeRetry: attempts, using: &generator)
                    // What would end as a time-out says less than the failure itself.
                    let least = error.code == .connectionFailed ? pause + limits.connectTimeout : pause
                    guard ContinuousClock.now + least < deadline else { throw error }
                    telemetry.willRetry(operation, after: error, attempt: attempts)
                    try await Task.sleep(for: pause)
                    refusal = RemoteRefusal(error: error, request: next)
                }
            }
        }
    }

    private func sendOnce(_ operation: RemoteOperation, _ request: RemoteRequest) async throws -> [UInt8] {
        let (status, answer) = try await exchange(request, operation)
        guard status == .ok else {
            throw AWSParametersError.rejected(
                operation,
                endpoint: endpoint,
                status: Int(status.code),
                body: answer,
                of: request
            )
        }
        return answer
    }

    private func exchange(
        _ request: RemoteRequest,
        _ operation: RemoteOperation
    ) async throws -> (HTTPResponseStatus, [UInt8]) {
        do {
            // The caller's deadline also covers the body, which the client's own does not.
            let response = try await http.open().execute(request.http(to: endpoint), deadline: .distantFuture)
            let body = try await response.body.collect(upTo: limits.maximumResponseSize)
            return (response.status, Array(body.readableBytesView))
        } catch {
            if Task.isCancelled { throw CancellationError() }
            if let error = error as? AWSParametersError { throw error }
            throw AWSParametersError.notExchanged(operation, endpoint: endpoint, limits: limits, reason: error)
        }
    }
}

extension AWSParametersError {
    /// Whether another attempt may succeed: the failure passes, or the credentials had expired for the first time.
    fileprivate func isWorthRetrying(after earlier: AWSParametersError?) -> Bool {
        code.isPassing || (code == .expiredCredentials && earlier?.code != .expiredCredentials)
    }
}
