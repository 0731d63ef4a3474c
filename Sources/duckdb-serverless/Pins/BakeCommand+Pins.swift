import ArgumentParser
import DuckDBServerless
import Foundation
import PinFile

/// How a pin file and the command line come together.
extension BakeCommand {
    /// The pin file to bake from: the one that is named, or without names the one of the current folder.
    var pinFile: String? {
        pins ?? (names.isEmpty && FileManager.default.fileExists(atPath: PinFile.name) ? PinFile.name : nil)
    }

    /// Refuses names beside a pin file, and neither of them.
    func validateNames() throws {
        guard !target.isEmpty else { throw ValidationError("--target is empty: is a variable not set?") }
        guard pins == nil || names.isEmpty else {
            throw ValidationError("--pins and names exclude each other: the file says what to bake.")
        }
        guard !names.isEmpty || pinFile != nil else {
            throw ValidationError("Name extensions, or write a \(PinFile.name) here, or give one with --pins.")
        }
    }

    /// Bakes what a pin file lists, platform after platform.
    ///
    /// - Throws: `CommandFailure` with the errors of all platforms; those without an error are baked all the same.
    func bake(pinnedIn path: String) async throws(CommandFailure) -> PinnedBakeReport {
        let commands = try CommandFailure.wrapping { () throws(ExtensionError) in try self.commands(pinnedIn: path) }
        var bundles: [BakeReport] = []
        var errors: [ExtensionError] = []
        for command in commands {
            do throws(CommandFailure) {
                bundles.append(try await command.bake())
            } catch {
                errors += error.errors
            }
        }
        guard errors.isEmpty else { throw CommandFailure(errors: errors) }
        return PinnedBakeReport(pins: path, isImplied: pins == nil, bundles: bundles)
    }

    /// The commands that a pin file stands for, one for each platform.
    ///
    /// `--platform` picks one of the file's; `--version` has to be the file's; `--source` and `--from` replace the file's.
    private func commands(pinnedIn path: String) throws(ExtensionError) -> [BakeCommand] {
        let pins = try ExtensionPins(contentsOf: path)
        if let version, version != pins.version {
            throw ExtensionError(
                .wrongVersion,
                "\(path) pins DuckDB \(pins.version.number), and --version asks for \(version.number)",
                remedy: "Leave out --version, or change duckdbVersion in the file"
            )
        }
        if let platform, !pins.platforms.contains(platform) {
            throw ExtensionError(
                .wrongPlatform,
                "\(path) does not list the platform \(platform) that --platform asks for",
                remedy:
                    "Add it to platforms in the file, or name one of \(pins.platforms.map(\.rawValue).joined(separator: ", "))"
            )
        }
        let origin = try origin(pins, in: path)
        return (platform.map { [$0] } ?? pins.platforms).map { platform in
            var command = self
            command.origin = origin
            command.version = pins.version
            command.platform = platform
            command.names = pins.names
            return command
        }
    }

    /// The source that the command line names, else the pin file's.
    private func origin(_ pins: ExtensionPins, in path: String) throws(ExtensionError) -> SourceOptions {
        guard origin.source == nil, origin.from == nil else { return origin }
        var pinned = origin
        (pinned.source, pinned.from) = (pins.source, pins.from)
        do {
            try pinned.validate()
        } catch {
            let reason = (error as? ValidationError)?.message ?? "its source is refused"
            throw ExtensionError(.pinsInvalid, "\(path): \(reason)", remedy: "Correct source and from in the file")
        }
        return pinned
    }
}
