/// The order of the Runtime API's protocol, as a value: what happened goes in, what to do comes out.
///
/// It does no I/O and knows no clock. Every method answers in every state: out-of-turn calls are answered with an error,
/// and a failure is final.
package struct InvocationStateMachine: Sendable {
    private enum State: Sendable {
        /// No invocation. Initialization ends here, and so does each invocation.
        case idle
        /// Asked for the next invocation; `again` when the request has been repeated on a new connection.
        case polling(again: Bool)
        /// The handler runs and has sent nothing.
        case handling(String)
        /// The handler has sent the beginning of its response.
        case streaming(String)
        /// The whole response is sent and Lambda's verdict is awaited.
        case finishing(String)
        /// Lambda has the response; the handler may still run.
        case answered(String)
        /// Lambda did not take the response; the handler may still run.
        case refused(String, LambdaRuntimeError)
        /// An error report is sent and Lambda's verdict is awaited.
        case reporting
        /// The protocol cannot go on.
        case failed(LambdaRuntimeError)
    }

    private var state = State.idle

    package init() {}
}

// MARK: - Waiting for an invocation

extension InvocationStateMachine {
    package enum PollAction: Sendable {
        case send
        case fail(LambdaRuntimeError)
    }

    package enum DeliveryAction: Sendable {
        case deliver(Invocation)
        case fail(LambdaRuntimeError)
    }

    /// The runtime wants the next invocation.
    package mutating func poll() -> PollAction {
        guard case .idle = state else { return .fail(outOfTurn("asked for an invocation")) }
        state = .polling(again: false)
        return .send
    }

    /// The Runtime API answered the request for the next invocation.
    package mutating func received(_ response: RuntimeAPIResponse) -> DeliveryAction {
        guard case .polling = state else { return .fail(outOfTurn("received an invocation")) }
        guard response.status == 200 else {
            return .fail(fail(.pollRejected, "The Runtime API answered 'next' with \(response.reason)"))
        }
        do {
            let invocation = try Invocation(headers: response.headers, event: response.body)
            state = .handling(invocation.requestID)
            return .deliver(invocation)
        } catch {
            state = .failed(error)
            return .fail(error)
        }
    }

    /// The connection broke before the next invocation came.
    ///
    /// A connection that had been idle may have been closed by the other side just before the request, so the request is
    /// made once more on a new one. When that breaks too, the Runtime API is gone.
    package mutating func pollLost(_ cause: any Error) -> PollAction {
        guard case .polling(let again) = state else { return .fail(outOfTurn("lost an invocation")) }
        guard !again else { return .fail(connectionLost(cause)) }
        state = .polling(again: true)
        return .send
    }
}

// MARK: - Responding

extension InvocationStateMachine {
    package enum WriteAction: Sendable {
        case begin
        case append
        case reject(LambdaRuntimeError)
    }

    package enum FinishAction: Sendable {
        case sendWhole
        case end
        case reject(LambdaRuntimeError)
    }

    package enum Verdict: Sendable {
        case accepted
        case refused(LambdaRuntimeError)
        case fail(LambdaRuntimeError)
    }

    /// The handler of an invocation writes a piece of its response.
    package mutating func write(_ requestID: String) -> WriteAction {
        switch state {
        case .handling(requestID):
            state = .streaming(requestID)
            return .begin
        case .streaming(requestID):
            return .append
        default:
            return .reject(rejection(requestID))
        }
    }

    /// The handler of an invocation ends its response.
    package mutating func finish(_ requestID: String) -> FinishAction {
        switch state {
        case .handling(requestID):
            state = .finishing(requestID)
            return .sendWhole
        case .streaming(requestID):
            state = .finishing(requestID)
            return .end
        default:
            return .reject(rejection(requestID))
        }
    }

    /// The Runtime API answered a response or an error report.
    package mutating func answered(_ response: RuntimeAPIResponse) -> Verdict {
        switch state {
        case .streaming(let requestID), .finishing(let requestID):
            return judge(response, accepted: .answered(requestID)) { .refused(requestID, $0) }
        case .reporting:
            return judge(response, accepted: .idle) { _ in .idle }
        default:
            return .fail(outOfTurn("received an answer"))
        }
    }

    /// The connection broke while a response or an error report was on its way.
    package mutating func connectionLost(_ cause: any Error) -> LambdaRuntimeError {
        if let known = cause as? LambdaRuntimeError {
            state = .failed(known)
            return known
        }
        return fail(.connectionLost, "The connection to the Runtime API broke in the middle of an exchange.", cause)
    }

    private mutating func judge(
        _ response: RuntimeAPIResponse,
        accepted: State,
        refused: (LambdaRuntimeError) -> State
    ) -> Verdict {
        switch response.status {
        case 200..<300 where !response.isEarly:
            state = accepted
            return .accepted
        case 200..<300, 400..<500:
            let error = response.refusal
            state = refused(error)
            return .refused(error)
        default:
            return .fail(fail(.containerFailed, "The Runtime API answered with \(response.reason)"))
        }
    }

    private func rejection(_ requestID: String) -> LambdaRuntimeError {
        switch state {
        case .refused(requestID, let error), .failed(let error):
            error
        default:
            LambdaRuntimeError(.responseFinished, "The response of request \(requestID) is already finished.")
        }
    }
}

// MARK: - Ending an invocation

extension InvocationStateMachine {
    package enum Conclusion: Sendable {
        /// The response is with Lambda and the handler succeeded.
        case succeeded
        /// Send this error as the answer of the invocation.
        case report(LambdaErrorReport)
        /// End the streamed response with this error in its trailers.
        case abort(LambdaErrorReport)
        /// The response is with Lambda; the handler failed afterwards.
        case failedAfterResponse(LambdaErrorReport)
        /// Lambda did not take the response, and takes no other.
        case refused(LambdaRuntimeError)
        /// The protocol cannot go on.
        case fail(LambdaRuntimeError)
    }

    /// Whether Lambda's verdict on a response is still to come.
    package var awaitsVerdict: Bool {
        if case .finishing = state { true } else { false }
    }

    /// The handler has ended, with an error or without.
    package mutating func conclude(failure: LambdaErrorReport?) -> Conclusion {
        switch state {
        case .handling(let requestID):
            state = .reporting
            return .report(failure ?? Self.missing(requestID))
        case .streaming(let requestID):
            state = .reporting
            return .abort(failure ?? Self.missing(requestID))
        case .answered:
            state = .idle
            return failure.map(Conclusion.failedAfterResponse) ?? .succeeded
        case .refused(_, let error) where error.code == .responseTooLarge:
            state = .reporting
            return .report(LambdaErrorReport(error))
        case .refused(_, let error):
            state = .idle
            return .refused(error)
        default:
            return .fail(outOfTurn("ended an invocation"))
        }
    }

    /// The handler could not be made; its error is to be reported.
    package mutating func initializationFailed() -> PollAction {
        guard case .idle = state else { return .fail(outOfTurn("reported a failed initialization")) }
        state = .reporting
        return .send
    }

    private static func missing(_ requestID: String) -> LambdaErrorReport {
        LambdaErrorReport(
            LambdaRuntimeError(
                .responseMissing,
                "The handler of request \(requestID) returned without finishing its response."
            )
        )
    }
}

// MARK: - Failing

extension InvocationStateMachine {
    private mutating func fail(
        _ code: LambdaRuntimeError.Code,
        _ message: String,
        _ cause: (any Error)? = nil
    ) -> LambdaRuntimeError {
        let error = LambdaRuntimeError(code, message, underlying: cause)
        state = .failed(error)
        return error
    }

    private mutating func outOfTurn(_ what: String) -> LambdaRuntimeError {
        if case .failed(let error) = state { return error }
        return fail(.invalidState, "The runtime \(what) out of turn.")
    }
}
