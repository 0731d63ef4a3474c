internal import Foundation
internal import LambdaRuntime
internal import Logging
internal import NIOCore

struct EchoHandler: StreamingLambdaHandler {
    private struct Command: Decodable {
        var action: String?
        var text: String?
        var count: Int?
    }

    func handle(
        _ event: ByteBuffer,
        responseWriter: some LambdaResponseStreamWriter,
        context: LambdaContext
    ) async throws {
        let command = try JSONDecoder().decode(Command.self, from: Data(event.readableBytesView))
        let text = command.text ?? ""
        switch command.action {
        case "fail":
            throw EchoFailure(description: text)
        case "late":
            try await responseWriter.writeAndFinish(ByteBuffer(string: "\"answered\""))
            throw EchoFailure(description: text)
        case "break":
            try await responseWriter.write(ByteBuffer(string: "partial"))
            throw EchoFailure(description: text)
        case "sleep":
            try await Task.sleep(for: .seconds(600))
        case "await":
            context.logger.info("awaiting")
            let content = try FileHandle(forReadingFrom: URL(filePath: text)).readToEnd() ?? Data()
            try await responseWriter.writeAndFinish(ByteBuffer(bytes: content))
        case "crash":
            exit(3)
        case "large":
            let content = String(repeating: "x", count: command.count ?? 0)
            try await responseWriter.writeAndFinish(ByteBuffer(string: "\"\(content)\""))
        case "stream":
            for character in text { try await responseWriter.write(ByteBuffer(string: String(character))) }
            try await responseWriter.finish()
        case "log":
            context.logger.debug("quiet \(text)")
            context.logger.info("plain \(text)")
            context.logger.error("loud \(text)")
            try await responseWriter.finish()
        case "print":
            print(text, terminator: "")
            try await responseWriter.finish()
        default:
            try await responseWriter.writeAndFinish(event)
        }
    }
}
