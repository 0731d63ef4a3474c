import AWSParameters
import Glibc

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `parameter-probe REFERENCE READS`: fetches a parameter as the environment says, again, reads it from the cache as often
/// as told, and prints what each of these phases cost as one JSON object.
///
/// For a benchmark, which needs a process in which nothing has been made yet.
@main
enum ParameterProbe {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let reference = arguments.first, let reads = arguments.last.flatMap(Int.init) else {
            print("Usage: parameter-probe REFERENCE READS")
            exit(2)
        }
        // Which any function has read by then, and which costs as much as all the rest of the resolver.
        let environment = ProcessInfo.processInfo.environment
        let bareThreads = try threadCount()
        let (resolver, construct) = try await measured("construct") {
            try ParameterResolver(environment: environment)
        }
        let (_, first) = try await measured("first fetch") { try await resolver.secret(reference) }
        let (_, again) = try await measured("second fetch") { try await resolver.secret(reference, forceFetch: true) }
        let (_, cached) = try await measured("cached reads") {
            for _ in 0..<reads { _ = try await resolver.secret(reference) }
        }
        let line = Line(bareThreads: bareThreads, phases: [construct, first, again, cached])
        print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
    }

    private static func measured<Output>(
        _ name: String,
        _ work: () async throws -> Output
    ) async throws -> (Output, Phase) {
        let start = Spent.now
        let output = try await work()
        let end = Spent.now
        let phase = Phase(
            name: name,
            wall: end.wall - start.wall,
            cpu: end.cpu - start.cpu,
            threads: try threadCount()
        )
        return (output, phase)
    }
}

/// What is printed.
private struct Line: Encodable {
    /// Before anything was made.
    let bareThreads: Int
    let phases: [Phase]
}

private struct Phase: Encodable {
    let name: String
    /// Microseconds that passed.
    let wall: Double
    /// Microseconds of all threads' CPU time.
    let cpu: Double
    /// How many threads there are at its end.
    let threads: Int
}
