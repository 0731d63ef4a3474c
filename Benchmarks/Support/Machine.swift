internal import DuckDBClient
internal import Foundation

/// What the numbers were measured on.
package enum Machine {
    package static var description: String {
        "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(model); load \(load); DuckDB \(Database.engineVersion)"
    }

    package static var isDebugBuild: Bool {
        #if DEBUG
        true
        #else
        false
        #endif
    }

    private static var model: String {
        let lines = text("/proc/cpuinfo").split(separator: "\n")
        let name = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        return name.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    }

    package static var load: String {
        text("/proc/loadavg").split(separator: " ").prefix(3).joined(separator: " ")
    }

    package static var kernel: String {
        text("/proc/version").split(separator: " ").prefix(3).joined(separator: " ")
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
