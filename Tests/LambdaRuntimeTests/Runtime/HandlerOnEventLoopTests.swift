import LambdaRuntime
import NIOCore
import NIOPosix
import Synchronization
import Testing

@Suite("Where a handler runs")
struct HandlerOnEventLoopTests {
    /// The event loops on whose threads a handler and a child task of it found themselves.
    private func eventLoops(asked: Bool) async throws -> [ObjectIdentifier?] {
        let seen = Mutex<[ObjectIdentifier?]>([])
        let look = { @Sendable in
            let eventLoop = MultiThreadedEventLoopGroup.currentEventLoop.map(ObjectIdentifier.init)
            seen.withLock { $0.append(eventLoop) }
        }
        let served = try await serve([
            .answer(Answer.invocation("r1", event: "one")), .answer(Answer.accepted),
            .answer(Answer.invocation("r2", event: "two")), .answer(Answer.accepted),
        ]) { logger in
            let runtime = LambdaRuntime(logger: logger) { (event: ByteBuffer, writer: Writer, _: LambdaContext) in
                look()
                try await Task.sleep(for: .milliseconds(1))
                look()
                await withTaskGroup { group in group.addTask { look() } }
                try await writer.write(event)
                look()
                try await writer.finish()
                look()
            }
            return asked ? runtime.handlerOnEventLoop() : runtime
        }
        #expect(served.reports.map(\.text) == ["one", "two"])
        return seen.withLock { $0 }
    }

    @Test("A handler that is to run on the event loop does, with its child tasks and behind each wait")
    func asked() async throws {
        let loops = try await eventLoops(asked: true)
        #expect(loops.count == 10 && Set(loops).count == 1)
        #expect(loops.first != .some(nil))
        let shared = Set(MultiThreadedEventLoopGroup.singleton.makeIterator().map { Optional(ObjectIdentifier($0)) })
        #expect(shared.isDisjoint(with: loops))
    }

    @Test("A handler runs on no event loop otherwise, so that it may compute and block")
    func notAsked() async throws {
        let loops = try await eventLoops(asked: false)
        #expect(loops.count == 10 && loops.allSatisfy { $0 == nil })
    }

    @Test("A failure on the event loop is reported, and the next invocation served")
    func failure() async throws {
        let served = try await serve([
            .answer(Answer.invocation("r1", event: "fail")), .answer(Answer.accepted),
            .answer(Answer.invocation("r2", event: "two")), .answer(Answer.accepted),
        ]) { logger in
            LambdaRuntime(logger: logger) { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in
                guard String(buffer: event) != "fail" else { throw OrderFailure() }
                return event
            }
            .handlerOnEventLoop()
        }
        #expect(
            served.reports.map(\.line) == [
                "POST /2018-06-01/runtime/invocation/r1/error", "POST /2018-06-01/runtime/invocation/r2/response",
            ]
        )
    }
}
