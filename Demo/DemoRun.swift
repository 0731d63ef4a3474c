import DemoSupport
import Foundation
import LocalServices

/// One cold invocation and several warm ones, and what the function logged of the cold one.
struct DemoRun {
    private let rows: Data
    private let coldMilliseconds: Double
    private let warmMilliseconds: [Double]
    private let phases: [ColdStartPhase]

    init(event: String, warmInvocations: Int, on emulator: RuntimeInterfaceEmulator) async throws {
        say("Invoking the function, cold, then \(warmInvocations) times warm …\n")
        let cold = try await Self.invoke(event, on: emulator)
        rows = cold.body
        coldMilliseconds = cold.milliseconds
        var warm: [Double] = []
        for _ in 0..<warmInvocations {
            let answer = try await Self.invoke(event, on: emulator)
            guard answer.body == rows else { throw Failure(description: "A warm answer differs from the cold one.") }
            warm.append(answer.milliseconds)
        }
        warmMilliseconds = warm.sorted()
        guard let phases = ColdStartPhase.read(fromLog: emulator.log) else {
            throw Failure(description: "The function logged no cold start. Its log:\n\(emulator.log)")
        }
        self.phases = phases
    }

    func report() throws {
        try RowTable(json: rows).print()
        say("\nCold start, phases as the function recorded them (a phase may overlap the next):")
        for phase in phases { say("\(phase)") }
        say("Cold, process start included, as the caller saw it: \(Self.text(coldMilliseconds)) ms")
        guard let fastest = warmMilliseconds.first else { return }
        let median = warmMilliseconds[warmMilliseconds.count / 2]
        say(
            "Warm, median of \(warmMilliseconds.count): \(Self.text(median)) ms (fastest \(Self.text(fastest)) ms)"
        )
    }

    /// A function error is an answer to the emulator, with an `errorType`.
    private static func invoke(_ event: String, on emulator: RuntimeInterfaceEmulator) async throws -> HTTP.Response {
        let answer = try await emulator.invoke(event)
        guard answer.status == 200, answer.body.first == UInt8(ascii: "[") else {
            throw Failure(description: "The function failed: \(String(decoding: answer.body, as: UTF8.self))")
        }
        return answer
    }

    private static func text(_ milliseconds: Double) -> String { String(format: "%.1f", milliseconds) }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
