package import NIOCore
internal import NIOHTTP1

/// Speaks with the Runtime API: carries out what ``InvocationStateMachine`` decides over one connection at a time.
package actor RuntimeAPIClient {
    /// A request whose answer is still to come.
    private struct Exchange {
        let number: Int
        let connection: RuntimeAPIConnection
        let answer: EventLoopFuture<RuntimeAPIResponse>
    }

    private let endpoint: RuntimeAPIEndpoint
    private let eventLoop: any EventLoop
    private var machine = InvocationStateMachine()
    private var connection: RuntimeAPIConnection?
    private var exchange: Exchange?
    private var exchangeCount = 0

    package init(endpoint: RuntimeAPIEndpoint, eventLoop: any EventLoop) {
        self.endpoint = endpoint
        self.eventLoop = eventLoop
    }

    /// Begins to connect, ahead of the first request, and returns at once.
    ///
    /// A failure shows at the first request, which tries again.
    package func connect() {
        _ = openConnection()
    }

    /// Closes the connection.
    package func close() {
        connection?.close()
        connection = nil
    }

    private func openConnection() -> RuntimeAPIConnection {
        if let connection, connection.isOpen { return connection }
        let new = RuntimeAPIConnection(to: endpoint, on: eventLoop)
        connection = new
        return new
    }
}

// MARK: - Waiting for an invocation

extension RuntimeAPIClient {
    /// Waits for the next invocation, without a time limit; cancelling the task ends the wait.
    package func next() async throws -> Invocation {
        var action = machine.poll()
        while true {
            if case .fail(let error) = action { throw error }
            let response: RuntimeAPIResponse
            do {
                response = try await poll(openConnection())
            } catch {
                try Task.checkCancellation()
                action = machine.pollLost(error)
                continue
            }
            return try deliver(response)
        }
    }

    private func poll(_ connection: RuntimeAPIConnection) async throws -> RuntimeAPIResponse {
        let answer = connection.begin(RuntimeAPIRequest.next.head(host: endpoint.authority), body: ByteBuffer())
        return try await withTaskCancellationHandler {
            try await answer.get()
        } onCancel: {
            connection.close()
        }
    }

    private func deliver(_ response: RuntimeAPIResponse) throws(LambdaRuntimeError) -> Invocation {
        switch machine.received(response) {
        case .deliver(let invocation): return invocation
        case .fail(let error): throw error
        }
    }
}

// MARK: - Responding

extension RuntimeAPIClient {
    /// Writes a piece of the response of an invocation.
    package func write(
        _ buffer: ByteBuffer,
        hasCustomHeaders: Bool = false,
        for requestID: String
    ) async throws(LambdaRuntimeError) {
        switch machine.write(requestID) {
        case .begin:
            exchange = begin(.streamedResponse(requestID: requestID, hasCustomHeaders: hasCustomHeaders), body: nil)
        case .append: break
        case .reject(let error): throw error
        }
        guard let exchange else { return }
        do {
            try await exchange.connection.send(.chunk(buffer)).get()
        } catch {
            try await accept(exchange)
        }
    }

    /// Ends the response of an invocation and waits for Lambda's verdict.
    package func finish(_ buffer: ByteBuffer, for requestID: String) async throws(LambdaRuntimeError) {
        switch machine.finish(requestID) {
        case .sendWhole: exchange = begin(.response(requestID: requestID, length: buffer.readableBytes), body: buffer)
        case .end: exchange?.connection.send(.end(buffer, trailers: nil))
        case .reject(let error): throw error
        }
        guard let exchange else { return }
        try await accept(exchange)
    }

    private func begin(_ request: RuntimeAPIRequest, body: ByteBuffer?) -> Exchange {
        let connection = openConnection()
        exchangeCount += 1
        return Exchange(
            number: exchangeCount,
            connection: connection,
            answer: connection.begin(request.head(host: endpoint.authority), body: body)
        )
    }

    private func accept(_ exchange: Exchange) async throws(LambdaRuntimeError) {
        if let refusal = try await refusal(of: exchange) { throw refusal }
    }

    private func refusal(of exchange: Exchange) async throws(LambdaRuntimeError) -> LambdaRuntimeError? {
        switch await verdict(on: exchange) {
        case .accepted: return nil
        case .refused(let error): return error
        case .fail(let error): throw error
        }
    }

    /// Waits for the answer of an exchange; the first to wait takes it to the state machine.
    private func verdict(on exchange: Exchange) async -> InvocationStateMachine.Verdict {
        let result = await Self.result(of: exchange.answer)
        guard self.exchange?.number == exchange.number else { return .accepted }
        self.exchange = nil
        switch result {
        case .success(let response): return machine.answered(response)
        case .failure(let error): return .fail(machine.connectionLost(error))
        }
    }

    private static func result(
        of answer: EventLoopFuture<RuntimeAPIResponse>
    ) async -> Result<RuntimeAPIResponse, any Error> {
        do { return .success(try await answer.get()) } catch { return .failure(error) }
    }
}

// MARK: - Ending an invocation

extension RuntimeAPIClient {
    /// How an invocation ended.
    package enum Outcome: Sendable {
        /// The response is with Lambda and the handler succeeded.
        case succeeded
        /// The error is with Lambda; `refusal` when Lambda did not take it.
        case failed(LambdaErrorReport, refusal: LambdaRuntimeError?)
        /// The response is with Lambda, the error only here.
        case failedAfterResponse(LambdaErrorReport)
        /// Lambda did not take the response; `failure` when the handler failed too, or passed the refusal on.
        case refused(LambdaRuntimeError, failure: LambdaErrorReport?)
    }

    /// Ends the current invocation: reports the error of its handler if Lambda has no response yet.
    ///
    /// - Throws: An error after which the runtime cannot go on.
    package func conclude(
        _ requestID: String,
        failure: LambdaErrorReport?
    ) async throws(LambdaRuntimeError) -> Outcome {
        if machine.awaitsVerdict, let exchange { _ = await verdict(on: exchange) }
        switch machine.conclude(failure: failure) {
        case .succeeded:
            return .succeeded
        case .failedAfterResponse(let report):
            return .failedAfterResponse(report)
        case .refused(let error):
            return .refused(error, failure: failure)
        case .fail(let error):
            throw error
        case .report(let report):
            let length = report.json.readableBytes
            let request = RuntimeAPIRequest.error(requestID: requestID, type: report.type, length: length)
            return .failed(report, refusal: try await send(report, as: request))
        case .abort(let report):
            return .failed(report, refusal: try await abort(with: report))
        }
    }

    /// Reports that no handler could be made.
    ///
    /// - Throws: An error when Lambda did not get or did not take the report.
    package func reportInitializationFailure(_ report: LambdaErrorReport) async throws(LambdaRuntimeError) {
        if case .fail(let error) = machine.initializationFailed() { throw error }
        let request = RuntimeAPIRequest.initializationError(type: report.type, length: report.json.readableBytes)
        if let refusal = try await send(report, as: request) { throw refusal }
    }

    private func send(
        _ report: LambdaErrorReport,
        as request: RuntimeAPIRequest
    ) async throws(LambdaRuntimeError) -> LambdaRuntimeError? {
        let begun = begin(request, body: report.json)
        exchange = begun
        return try await refusal(of: begun)
    }

    private func abort(with report: LambdaErrorReport) async throws(LambdaRuntimeError) -> LambdaRuntimeError? {
        guard let exchange else { return nil }
        exchange.connection.send(.end(ByteBuffer(), trailers: RuntimeAPIRequest.trailers(report)))
        return try await refusal(of: exchange)
    }
}
