import Foundation
import LocalServices

/// A program that is compared: what starts it, and which variables it has on top of those that all have.
struct Peer {
    let name: String
    let title: String
    let command: [String]
    let environment: (Scenario, CPUShare) -> [String: String]

    static let swift = "swift"
    static let python = "python"
    static let pythonInstall = "python-install"
    static let c = "c"
    static let cBound = "c-bound"

    static func all(_ programs: Programs, _ servers: Servers) -> [Peer] {
        let python = [programs.python, "-m", "awslambdaric", "handler.handle"]
        let wrapper = ["PYTHONPATH": programs.wrapper, "PYTHONDONTWRITEBYTECODE": "1"]
        let mirror = ["DUCKDB_EXTENSION_REPOSITORY": servers.mirror.url()]
        return [
            Peer(name: swift, title: "DuckDB Serverless for Swift", command: ["\(programs.function)/bootstrap"]) {
                scenario,
                _ in
                ["DUCKDB_QUERY_DIRECTORY": "\(servers.declaredQueries)/\(scenario.name)"]
            },
            Peer(name: Self.python, title: "Python wrapper", command: python) { _, _ in wrapper },
            Peer(name: pythonInstall, title: "Python wrapper, INSTALL from a mirror on this machine", command: python) {
                _,
                _ in
                wrapper.merging(mirror) { $1 }
            },
            Peer(name: c, title: "C, the engine calls alone", command: [programs.floor]) { scenario, share in
                Floor(scenario, share, servers).environment
            },
            Peer(name: cBound, title: "C, with the function's bound libduckdb", command: [programs.floor]) {
                scenario,
                share in
                let library = ["LD_LIBRARY_PATH": "\(programs.function)/lib"]
                return Floor(scenario, share, servers).environment.merging(library) { $1 }
            },
        ]
    }
}

/// Where the peers are.
struct Programs {
    /// The deployable function's folder.
    let function: String
    let floor: String
    let python: String
    /// The folder of the Python wrapper.
    let wrapper: String
}
