import Foundation

/// What standard input has, which can be read once.
enum StandardInput {
    static let text = Result { () throws(QueryInputError) in
        let data = FileHandle.standardInput.readDataToEndOfFile()
        guard let text = String(validating: data, as: UTF8.self) else {
            throw QueryInputError("What standard input has is no UTF-8 text.")
        }
        return text
    }
}
