import Foundation

/// The programs that are measured, by their absolute paths.
struct Programs {
    let probe: String
    let floor: String
    let python: String
    /// The folder of the Python files.
    let scripts: String
    let shell: String

    init(_ arguments: [String]) {
        let paths = arguments.map { URL(filePath: $0).standardizedFileURL.path }
        (probe, floor, python, scripts, shell) = (paths[1], paths[2], paths[3], paths[4], paths[5])
    }
}
