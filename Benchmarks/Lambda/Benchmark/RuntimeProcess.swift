import BenchmarkSupport
import Foundation

/// A runtime in a process of its own, with the Runtime API that it serves.
final class RuntimeProcess {
    let server = RuntimeAPIServer()
    private let process = Process()

    init(program: String, arguments: [String], folder: String? = nil) async throws {
        let port = try await server.start()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let own = ["AWS_LAMBDA_RUNTIME_API": "127.0.0.1:\(port)", "AWS_LAMBDA_LOG_LEVEL": "WARN"]
        process.environment = ProcessInfo.processInfo.environment.merging(own) { $1 }
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        // Python looks at no gentler signal while its client waits for an event.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
