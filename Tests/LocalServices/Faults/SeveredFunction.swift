import Foundation

/// A process in a network namespace of its own, whose way to servers on 127.0.0.1 can be made to fail, and that can be frozen.
///
/// The process answers each line of its standard input with a line of its standard output. Inside, the ports it was made
/// with lead to the same ports outside. Needs root and nftables. The process ends with this value, or with this process.
public final class SeveredFunction: Sendable {
    /// What becomes of the packets between the process and the servers.
    public enum Network: String, Encodable, Sendable {
        /// All arrive.
        case whole
        /// All are dropped, without a word to anybody.
        case dropped
        /// Those of the connections that are open now are dropped; new connections work.
        case forgotten
    }

    /// The connections for which a server is heard.
    public enum Heard: String, Encodable, Sendable {
        /// All, and what was held back arrives.
        case all
        /// None.
        case none
        /// Those that are made from now on; what holds for the others stays.
        case later
    }

    /// What the process holds.
    public struct Usage: Decodable, Sendable {
        /// Resident memory in KiB.
        public let kilobytes: Int
        /// Threads.
        public let threads: Int
        /// Open files and sockets.
        public let descriptors: Int
    }

    private let helper: Helper

    /// Makes the namespace.
    ///
    /// - Parameter ports: the ports of 127.0.0.1 that can be reached from inside.
    /// - Throws: ``ServiceError`` with `helperFailed` without root or nft.
    public init(reaching ports: [Int]) async throws {
        helper = try Helper(
            name: "severed function",
            interpreter: GuardedProcess.python,
            script: String(decoding: PackageResources.severed_py, as: UTF8.self),
            // Where Debian has nft.
            environment: GuardedProcess.environment.merging(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]) { $1 }
        )
        _ = try await helper.request("open", ["ports": ports], as: Done.self)
    }

    deinit { helper.finish() }

    /// Starts the process.
    ///
    /// - Parameters:
    ///   - command: the program, by path, and its arguments.
    ///   - environment: its whole environment.
    /// - Returns: its first line.
    /// - Throws: ``ServiceError`` with `helperFailed` when there is no such program.
    public func start(_ command: [String], environment: [String: String]) async throws -> String {
        try await helper.request("start", Start(command: command, environment: environment), as: Line.self).line
    }

    /// Sends a line, and waits for the line that answers it; questions wait for each other.
    public func ask(_ line: String) async throws -> String {
        try await helper.request("ask", ["line": line], as: Line.self).line
    }

    /// Sends a signal to the process: SIGSTOP and SIGCONT freeze and thaw it.
    public func signal(_ number: Int32) async throws {
        _ = try await helper.request("signal", ["number": number], as: Done.self)
    }

    /// Changes what becomes of packets.
    ///
    /// - Returns: How many packets have been dropped since the last change.
    @discardableResult
    public func set(_ network: Network) async throws -> Int {
        try await helper.request("network", ["mode": network], as: Dropped.self).dropped
    }

    /// Chooses for which connections the servers are heard.
    ///
    /// The others are accepted and what is sent is acknowledged, and nothing comes of it.
    public func hear(_ connections: Heard) async throws {
        _ = try await helper.request("hear", ["connections": connections], as: Done.self)
    }

    /// Lets the servers be heard for so many bytes more and then no longer; returns when it has come to that.
    public func hear(bytes: Int) async throws {
        _ = try await helper.request("hear_until", ["count": bytes], as: Done.self)
    }

    /// What the process holds now.
    public var usage: Usage {
        get async throws { try await helper.request("usage", [String: String]()) }
    }

    /// Ends the process, and returns when it has ended.
    public func end() async { await helper.end() }

    private struct Done: Decodable {}
    private struct Line: Decodable { let line: String }
    private struct Dropped: Decodable { let dropped: Int }
    private struct Start: Encodable {
        let command: [String]
        let environment: [String: String]
    }
}
