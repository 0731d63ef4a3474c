import LambdaRuntime
import NIOCore
import NIOHTTP1
import Testing

@Suite("The order of the protocol")
struct InvocationStateMachineTests {
    typealias Machine = InvocationStateMachine
    let failure = LambdaErrorReport(OrderFailure())

    /// A way into each state a machine can be in.
    enum Stage: CaseIterable {
        case idle, polling, handling, streaming, finishing, answered, refused, tooLarge, reporting, failed

        var machine: Machine {
            var machine = Machine()
            guard self != .idle else { return machine }
            _ = machine.poll()
            guard self != .polling else { return machine }
            guard self != .failed else {
                _ = machine.received(RuntimeAPIResponse(status: 500))
                return machine
            }
            _ = machine.received(Self.invocation)
            switch self {
            case .streaming: _ = machine.write("r1")
            case .finishing: _ = machine.finish("r1")
            case .answered: finish(&machine, 202)
            case .refused: finish(&machine, 403)
            case .tooLarge: finish(&machine, 413)
            case .reporting: _ = machine.conclude(failure: nil)
            default: break
            }
            return machine
        }

        private func finish(_ machine: inout Machine, _ status: Int) {
            _ = machine.finish("r1")
            _ = machine.answered(RuntimeAPIResponse(status: status))
        }

        static let invocation = RuntimeAPIResponse(
            status: 200,
            headers: [
                "Lambda-Runtime-Aws-Request-Id": "r1", "Lambda-Runtime-Deadline-Ms": "1",
                "Lambda-Runtime-Invoked-Function-Arn": "arn",
            ],
            body: ByteBuffer(string: "{}")
        )
    }

    // MARK: What each event leads to, in every state

    @Test("Only an idle runtime asks for an invocation", arguments: Stage.allCases)
    func poll(stage: Stage) {
        var machine = stage.machine
        switch (stage, machine.poll()) {
        case (.idle, .send): break
        case (.failed, .fail(let error)): #expect(error.code == .pollRejected)
        case (_, .fail(let error)): #expect(error.code == .invalidState && stage != .idle)
        case (_, .send): Issue.record("polled from \(stage)")
        }
    }

    @Test("Only a polling runtime takes an invocation", arguments: Stage.allCases)
    func receive(stage: Stage) {
        var machine = stage.machine
        switch (stage, machine.received(Stage.invocation)) {
        case (.polling, .deliver(let invocation)): #expect(invocation.requestID == "r1")
        case (.failed, .fail(let error)): #expect(error.code == .pollRejected)
        case (_, .fail(let error)): #expect(error.code == .invalidState && stage != .polling)
        case (_, .deliver): Issue.record("delivered in \(stage)")
        }
    }

    @Test("A write begins a stream, adds to it, or is rejected with the reason", arguments: Stage.allCases)
    func write(stage: Stage) {
        var machine = stage.machine
        switch (stage, machine.write("r1")) {
        case (.handling, .begin), (.streaming, .append): break
        case (.refused, .reject(let error)): #expect(error.code == .responseRejected)
        case (.tooLarge, .reject(let error)): #expect(error.code == .responseTooLarge)
        case (.failed, .reject(let error)): #expect(error.code == .pollRejected)
        case (_, .reject(let error)): #expect(error.code == .responseFinished)
        case (_, let other): Issue.record("\(other) in \(stage)")
        }
    }

    @Test("A finish sends the whole, ends the stream, or is rejected with the reason", arguments: Stage.allCases)
    func finish(stage: Stage) {
        var machine = stage.machine
        switch (stage, machine.finish("r1")) {
        case (.handling, .sendWhole), (.streaming, .end): #expect(machine.awaitsVerdict)
        case (.refused, .reject(let error)): #expect(error.code == .responseRejected)
        case (.tooLarge, .reject(let error)): #expect(error.code == .responseTooLarge)
        case (.failed, .reject(let error)): #expect(error.code == .pollRejected)
        case (_, .reject(let error)): #expect(error.code == .responseFinished)
        case (_, let other): Issue.record("\(other) in \(stage)")
        }
    }

    @Test("A writer of another request is rejected", arguments: Stage.allCases.filter { $0 != .failed })
    func foreignWriter(stage: Stage) {
        var machine = stage.machine
        guard case .reject(let first) = machine.write("r0"), case .reject(let second) = machine.finish("r0") else {
            Issue.record("accepted in \(stage)")
            return
        }
        #expect(first.code == .responseFinished && second.code == .responseFinished)
    }

    @Test("A failed handler leads to a report, an aborted stream, or a line in the log", arguments: Stage.allCases)
    func concludeWithFailure(stage: Stage) {
        var machine = stage.machine
        switch (stage, machine.conclude(failure: failure)) {
        case (.handling, .report(let report)), (.streaming, .abort(let report)): #expect(report == failure)
        case (.answered, .failedAfterResponse(let report)): #expect(report == failure)
        case (.tooLarge, .report(let report)): #expect(report.type.rawValue == "Runtime.ResponseTooLarge")
        case (.refused, .refused(let error)): #expect(error.code == .responseRejected)
        case (.failed, .fail(let error)): #expect(error.code == .pollRejected)
        case (.idle, .fail(let error)), (.polling, .fail(let error)), (.finishing, .fail(let error)),
            (.reporting, .fail(let error)):
            #expect(error.code == .invalidState)
        case (_, let other): Issue.record("\(other) in \(stage)")
        }
    }

    @Test("A handler that returns without a response is reported as such", arguments: [Stage.handling, .streaming])
    func concludeWithoutResponse(stage: Stage) {
        var machine = stage.machine
        switch machine.conclude(failure: nil) {
        case .report(let report), .abort(let report): #expect(report.type.rawValue == "Runtime.ResponseMissing")
        case let other: Issue.record("\(other)")
        }
    }

    @Test("After each end of an invocation the runtime is ready for the next", arguments: [Stage.answered, .refused])
    func concludeAndGoOn(stage: Stage) {
        var machine = stage.machine
        _ = machine.conclude(failure: nil)
        guard case .send = machine.poll() else {
            Issue.record("cannot poll")
            return
        }
    }

    // MARK: Verdicts

    @Test(
        "A response is accepted by any 2xx, refused by 4xx, and anything else is the end",
        arguments: [Stage.streaming, .finishing, .reporting],
        [200, 202, 299, 302, 400, 403, 413, 499, 500, 503, 999, 0]
    )
    func verdict(stage: Stage, status: Int) {
        var machine = stage.machine
        switch (status, machine.answered(RuntimeAPIResponse(status: status))) {
        case (200..<300, .accepted): break
        case (413, .refused(let error)): #expect(error.code == .responseTooLarge)
        case (400..<500, .refused(let error)): #expect(error.code == .responseRejected)
        case (_, .fail(let error)): #expect(error.code == .containerFailed && !(200..<300).contains(status))
        case (_, let other): Issue.record("\(other) for \(status)")
        }
    }

    @Test("An acceptance before the response is whole is no acceptance", arguments: [Stage.streaming, .finishing])
    func earlyAcceptance(stage: Stage) {
        var machine = stage.machine
        guard case .refused(let error) = machine.answered(RuntimeAPIResponse(status: 202, isEarly: true)) else {
            Issue.record("accepted")
            return
        }
        #expect(error.code == .responseRejected)
    }

    @Test(
        "An answer nobody waits for is the end",
        arguments: [Stage.idle, .polling, .handling, .answered, .refused, .tooLarge]
    )
    func unexpectedAnswer(stage: Stage) {
        var machine = stage.machine
        guard case .fail(let error) = machine.answered(RuntimeAPIResponse(status: 202)) else {
            Issue.record("accepted in \(stage)")
            return
        }
        #expect(error.code == .invalidState)
    }

    @Test("A report that is refused does not end the runtime", arguments: [403, 413])
    func refusedReport(status: Int) {
        var machine = Stage.reporting.machine
        _ = machine.answered(RuntimeAPIResponse(status: status))
        guard case .send = machine.poll() else {
            Issue.record("cannot poll")
            return
        }
    }

    // MARK: Losing the connection

    @Test("A poll is repeated once when its connection breaks")
    func repeatedPoll() {
        var machine = Stage.polling.machine
        guard case .send = machine.pollLost(ChannelError.eof),
            case .fail(let error) = machine.pollLost(ChannelError.eof)
        else {
            Issue.record("not repeated once")
            return
        }
        #expect(error.code == .connectionLost && error.underlying is ChannelError)
    }

    @Test("A lost connection is final: every later event answers with it", arguments: Stage.allCases)
    func finality(stage: Stage) {
        var machine = stage.machine
        let first = machine.connectionLost(ChannelError.eof)
        #expect(first.code == .connectionLost)
        guard case .fail(let poll) = machine.poll(),
            case .fail(let delivery) = machine.received(Stage.invocation),
            case .fail(let lost) = machine.pollLost(ChannelError.eof),
            case .reject(let write) = machine.write("r1"),
            case .reject(let finish) = machine.finish("r1"),
            case .fail(let verdict) = machine.answered(RuntimeAPIResponse(status: 202)),
            case .fail(let conclusion) = machine.conclude(failure: nil),
            case .fail(let initialization) = machine.initializationFailed()
        else {
            Issue.record("went on")
            return
        }
        let codes = [poll, delivery, lost, write, finish, verdict, conclusion, initialization].map(\.code)
        #expect(Set(codes) == [.connectionLost])
    }

    // MARK: Initialization

    @Test("A failed initialization is reported before anything else, and only then", arguments: Stage.allCases)
    func initialization(stage: Stage) {
        var machine = stage.machine
        switch (stage, machine.initializationFailed()) {
        case (.idle, .send):
            guard case .accepted = machine.answered(RuntimeAPIResponse(status: 202)) else {
                Issue.record("not accepted")
                return
            }
        case (.failed, .fail(let error)): #expect(error.code == .pollRejected)
        case (_, .fail(let error)): #expect(error.code == .invalidState && stage != .idle)
        case (_, .send): Issue.record("sent in \(stage)")
        }
    }
}
