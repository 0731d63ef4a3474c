import ArgumentParser
import DuckDBServerless
import Foundation

/// What a command says at its end, for people and for programs.
protocol CommandReport: Encodable {
    /// The result, for people.
    var text: String { get }
    /// The code the command ends with.
    var exitCode: ExitCode { get }
}

extension CommandReport {
    var exitCode: ExitCode { .success }

    func json() throws(CommandFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            let remedy = "Run without --json"
            throw CommandFailure(errors: [
                ExtensionError(.cannotWrite, "The result cannot be encoded", remedy: remedy, details: "\(error)")
            ])
        }
    }
}

/// A text with its control characters, but for the ends of its lines, made visible: a file's own texts must not steer a terminal.
func printable(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
        let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
        shown += isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
    return shown
}

extension ParsableCommand {
    /// Makes a report, prints it, and ends with its exit code.
    ///
    /// With `json` exactly one JSON object goes to standard output, also when the command fails; without it, errors go to
    /// standard error.
    func report(
        json: Bool,
        _ make: () async throws(CommandFailure) -> some CommandReport
    ) async throws {
        let exitCode: ExitCode
        do throws(CommandFailure) {
            let report = try await make()
            print(json ? try report.json() : printable(report.text))
            exitCode = report.exitCode
        } catch {
            if json {
                print(try error.json())
            } else {
                FileHandle.standardError.write(Data("\(printable("\(error)"))\n".utf8))
            }
            exitCode = error.exitCode
        }
        guard exitCode == .success else { throw exitCode }
    }
}
