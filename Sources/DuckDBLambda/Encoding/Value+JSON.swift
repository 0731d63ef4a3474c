package import DuckDBClient

extension Value {
    /// As JSON text, in the form that a column of its type has.
    package var json: String {
        var text = TextBuffer()
        text.append(json: self, largeNumbersAsText: false)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}
