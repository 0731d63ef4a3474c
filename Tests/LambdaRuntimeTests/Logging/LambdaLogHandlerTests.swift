import Foundation
import LambdaRuntime
import Logging
import Synchronization
import Testing

@Suite("Log lines")
struct LambdaLogHandlerTests {
    /// Keeps the lines that are written to it.
    final class Lines: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
        var output: LineOutput {
            LineOutput { part in
                self.bytes.withLock { $0 += part }
                return .wrote(part.count)
            }
        }
    }

    private func line(_ format: LambdaLogFormat, _ log: (Logger) -> Void) -> String {
        let lines = Lines()
        let configuration = LambdaLogConfiguration(format: format, level: .trace)
        let handler = LambdaLogHandler(label: "app", configuration: configuration, output: lines.output)
        log(Logger(label: "app") { _ in handler })
        return lines.text
    }

    @Test("A JSON line is one line whatever it says, and holds all of it")
    func json() throws {
        let text = line(.json) {
            $0.warning("two\nlines \"quoted\"", metadata: ["requestId": "r1", "rows": "\(7)", "files": ["a", "b"]])
        }
        #expect(text.hasSuffix("}\n") && text.dropLast().allSatisfy { $0 != "\n" })
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["level"] as? String == "WARN")
        #expect(object["message"] as? String == "two\nlines \"quoted\"")
        #expect(object["logger"] as? String == "app")
        #expect(object["requestId"] as? String == "r1")
        let metadata = try #require(object["metadata"] as? [String: Any])
        #expect(metadata["rows"] as? String == "7")
        #expect(metadata["files"] as? [String] == ["a", "b"])
        let timestamp = try #require(object["timestamp"] as? String)
        #expect(timestamp.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }

    @Test("A line of text holds level, label, message and metadata in order")
    func text() {
        let text = line(.text) { $0.critical("stop", metadata: ["b": "2", "a": "1"]) }
        #expect(text.hasSuffix(" FATAL app: stop a=1 b=2\n"))
    }

    @Test("A line of text stays one line, whatever a caller sent")
    func oneLine() {
        let text = line(.text) { $0.info("a\nb\r\n\u{1B}[0m", metadata: ["c": "d\ne\tf\u{0}"]) }
        #expect(text.hasSuffix(#" INFO app: a\nb\r\n\x1b[0m c=d\ne"# + "\tf\\x00\n"))
        let others = line(.text) { $0.info("\u{7F}\u{80}\u{85}\u{9B}\u{9F}\u{A0}é\u{2027}\u{2028}\u{2029}\u{202A}") }
        #expect(others.hasSuffix(#"\x7f\x80\x85\x9b\x9f"# + "\u{A0}é\u{2027}" + #"\u2028\u2029"# + "\u{202A}\n"))
        #expect(text.split(separator: "\n").count == 1)
    }

    @Test("The error of a line is logged with it")
    func error() {
        let text = line(.text) { $0.error("failed", error: OrderFailure()) }
        #expect(text.hasSuffix(" ERROR app: failed error=no such order\n"))
    }

    @Test("Metadata of a line wins over that of its provider, and that over the logger's")
    func metadata() {
        let text = line(.text) { logger in
            var logger = logger
            logger.handler.metadataProvider = Logger.MetadataProvider { ["a": "provider", "b": "provider"] }
            logger[metadataKey: "a"] = "logger"
            logger[metadataKey: "c"] = "logger"
            logger.info("m", metadata: ["b": "line"])
        }
        #expect(text.hasSuffix("m a=provider b=line c=logger\n"))
    }

    @Test("A write that is interrupted or takes a part is gone on with")
    func partialWrites() {
        let results = Mutex<[LineOutput.WriteResult]>([
            .failed(errno: EINTR), .wrote(2), .failed(errno: EINTR), .wrote(1),
        ])
        let written = Mutex<[UInt8]>([])
        let output = LineOutput { part in
            let result = results.withLock { $0.isEmpty ? .wrote(part.count) : $0.removeFirst() }
            if case .wrote(let count) = result { written.withLock { $0 += part.prefix(count) } }
            return result
        }
        output.write(Array("a line\n".utf8))
        #expect(written.withLock { $0 } == Array("a line\n".utf8))
    }

    @Test(
        "A line that cannot be written is dropped",
        arguments: [LineOutput.WriteResult.failed(errno: EPIPE), .wrote(0)]
    )
    func dropped(result: LineOutput.WriteResult) {
        let attempts = Mutex(0)
        let output = LineOutput { _ in
            attempts.withLock { $0 += 1 }
            return result
        }
        output.write(Array("a line\n".utf8))
        #expect(attempts.withLock { $0 } == 1)
    }

    @Test("A line goes to a file descriptor")
    func fileDescriptor() throws {
        let pipe = Pipe()
        LineOutput(fileDescriptor: pipe.fileHandleForWriting.fileDescriptor).write(Array("a line\n".utf8))
        try pipe.fileHandleForWriting.close()
        #expect(try pipe.fileHandleForReading.readToEnd() == Data("a line\n".utf8))
    }
}
