import BenchmarkSupport
import Foundation
import LocalServices

/// A function under the emulator, whose process can be looked at.
final class FunctionProcess {
    private let emulator: RuntimeInterfaceEmulator
    private let scratch: ScratchFolder

    init(_ peer: Peer, _ scenario: Scenario, _ share: CPUShare, _ servers: Servers) async throws {
        scratch = try ScratchFolder()
        let script = scratch.path("bootstrap")
        // The shell becomes the function, so its number is the function's.
        let files = [scratch.path("pid")] + (share.group.map { [$0.processes] } ?? [])
        let lines =
            ["#!/bin/sh -e"] + files.map { "echo $$ > \(shellQuoted($0))" } + [
                "exec \(share.launcher)\(peer.command.map(shellQuoted).joined(separator: " "))"
            ]
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: script))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        var configuration = RuntimeInterfaceEmulator.Configuration()
        configuration.memorySize = share.memorySize
        configuration.timeout = 120
        configuration.region = servers.aws.region
        configuration.credentials = servers.aws.sessionCredentials
        configuration.environment = servers.environment(scenario).merging(peer.environment(scenario, share)) { $1 }
        // What is installed in there goes with it.
        configuration.environment["TMPDIR"] = scratch.path
        emulator = try await .start(script, configuration)
    }

    /// Invokes it: the nanoseconds that the caller waited, and the answer.
    func invoke(_ scenario: Scenario) async throws -> (wall: Int64, answer: String) {
        let answer = try await emulator.invoke(#"{"query":"\#(scenario.name)"}"#)
        let body = String(decoding: answer.body, as: UTF8.self)
        guard answer.status == 200, body.first == "[" else {
            throw BenchmarkError("\(scenario.name) was answered with \(answer.status), \(body)\n\(emulator.log)")
        }
        return (Int64(answer.milliseconds * 1e6), body)
    }

    /// The CPU time of all its threads so far, in nanoseconds.
    func cpu() throws -> Int64 {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(try number(), &clock) == 0, clock_gettime(clock, &time) == 0 else {
            throw BenchmarkError("the CPU time of the function's process cannot be read")
        }
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The most memory it has had so far, in bytes: its own and what it has mapped of files.
    func peakMemory() throws -> Int64 {
        let status = try String(contentsOfFile: "/proc/\(try number())/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        guard let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap({ Int64($0) }) else {
            throw BenchmarkError("the memory of the function's process cannot be read")
        }
        return kibibytes * 1024
    }

    /// Ends it, and returns what it has logged.
    func end() async throws -> String {
        try await emulator.stop()
        let log = emulator.log
        await emulator.end()
        return log
    }

    private func number() throws -> pid_t {
        let text = try String(contentsOfFile: scratch.path("pid"), encoding: .utf8)
        guard let number = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchmarkError("the function's process has not said its number")
        }
        return number
    }
}
