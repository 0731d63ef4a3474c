import Foundation
import LocalServices
import Testing
import duckdb_serverless

@Suite("Progress of a bake", .timeLimit(.minutes(2)))
struct BakeProgressTests {
    @Test("A line tells each download by name, how much of it is there, and fits the terminal")
    func line() {
        var board = DownloadBoard()
        #expect(board.line(columns: 80) == "")
        board.update("httpfs", received: 0, of: 4_194_304)
        board.update("aws", received: 1_048_576, of: -1)
        #expect(board.line(columns: 80) == "aws 1.0 MB  httpfs 0% of 4.0 MB")
        board.update("httpfs", received: 1_048_576, of: 4_194_304)
        #expect(board.line(columns: 80) == "aws 1.0 MB  httpfs 25% of 4.0 MB")
        #expect(board.line(columns: 11) == "aws 1.0 MB")
        board.end("aws")
        board.update("httpfs", received: 4_194_304, of: 4_194_304)
        #expect(board.line(columns: 80) == "httpfs 100% of 4.0 MB")
    }

    @Test("It is shown on a terminal, unless JSON is asked for; without one nothing of it is printed")
    func terminal() async throws {
        let scratch = try ScratchFolder()
        let server = try await FileServer()
        server.answer("/v1.5.4/linux_amd64/inet.duckdb_extension.gz", .file(try await gzipOfInet()))
        let arguments = [
            "bake", "--platform", "linux_amd64", "--no-cache", "--from", server.url(), "inet", "--target",
        ]
        let terminal = ["/usr/bin/env", "TERM=xterm", "python3", "-c", script]
        let shown = try await ServerlessTool.run(arguments + [scratch.path("one")], prefix: terminal)
        #expect(shown.status == 0, "\(shown.output)")
        #expect(shown.output.contains("\rinet.duckdb_extension "))
        #expect(shown.output.contains("% of "))
        #expect(shown.output.contains("\u{1b}[K"))

        let json = try await ServerlessTool.run(arguments + [scratch.path("two"), "--json"], prefix: terminal)
        #expect(json.status == 0 && !json.output.contains("\u{1b}"))
        let piped = try await ServerlessTool.run(arguments + [scratch.path("three")])
        #expect(piped.status == 0 && piped.errors.isEmpty && !piped.output.contains("% of"))
    }

    /// Runs a command under a pseudo-terminal, and copies what it prints.
    private let script = """
        import os, pty, sys
        sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], lambda fd: os.read(fd, 1024))))
        """
}
