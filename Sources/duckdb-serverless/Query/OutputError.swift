import Glibc

/// The output cannot be written.
struct OutputError: Error, CustomStringConvertible {
    private let name: String
    private let number: Int32

    init(_ target: OutputTarget, _ number: Int32) {
        name = target.path ?? "Standard output"
        self.number = number
    }

    /// Whether whoever read a pipe is gone.
    var isReaderGone: Bool { number == EPIPE }

    var description: String {
        "\(name) cannot be written: \(String(cString: strerror(number))). Check the folder, its permissions and its space."
    }
}
