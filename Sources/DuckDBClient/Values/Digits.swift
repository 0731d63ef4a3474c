/// Numbers with leading zeros, without Foundation's formatters.
enum Digits {
    static func padded(_ number: some BinaryInteger, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// `.5`, `.000001` or nothing: a fraction of a second without trailing zeros.
    static func fraction(nanoseconds: Int64) -> String {
        guard nanoseconds != 0 else { return "" }
        var digits = padded(nanoseconds, to: 9)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "." + digits
    }
}
