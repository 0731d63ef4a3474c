/// What is wrong with a pin file, and where.
package struct PinFileError: Error, Sendable, Hashable {
    package let path: String
    /// The line it was seen on, from 1.
    package let line: Int
    package let message: String
    package let remedy: String

    init(path: String, line: Int, _ message: String, remedy: String) {
        self.path = path
        self.line = line
        self.message = message
        self.remedy = remedy
    }
}

extension PinFileError: CustomStringConvertible {
    /// The error as compilers write theirs, so that SwiftPM and editors show it at its line.
    package var description: String { "\(path):\(line): error: \(message). \(remedy)." }
}
