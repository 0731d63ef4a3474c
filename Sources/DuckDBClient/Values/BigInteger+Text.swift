extension BigInteger: LosslessStringConvertible {
    /// The most decimal digits that fit a 64-bit word, and the power of ten they count to.
    private static let digitsPerWord = 19
    private static let wordBase: UInt64 = 10_000_000_000_000_000_000

    /// Makes the number that a text of decimal digits, with or without a sign, stands for; nil for any other text.
    public init?(_ text: String) {
        let sign = text.utf8.first
        let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        var digits = text.utf8.dropFirst(isSigned ? 1 : 0)
        guard !digits.isEmpty, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
        var words: [UInt64] = []
        while !digits.isEmpty {
            let group = digits.prefix(Self.digitsPerWord)
            digits = digits.dropFirst(Self.digitsPerWord)
            var carry: UInt64 = 0
            var base: UInt64 = 1
            for digit in group {
                carry = carry * 10 + UInt64(digit - UInt8(ascii: "0"))
                base *= 10
            }
            Self.multiply(&words, by: base, adding: carry)
        }
        let bytes = words.reversed().flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - $0 * 8)) }
        }
        self.init(isNegative: sign == UInt8(ascii: "-"), magnitude: bytes)
    }

    private static func multiply(_ words: inout [UInt64], by factor: UInt64, adding addend: UInt64) {
        var carry = addend
        for index in words.indices {
            let product = words[index].multipliedFullWidth(by: factor)
            let (low, overflows) = product.low.addingReportingOverflow(carry)
            words[index] = low
            // A product's high word is at most the largest less one: there is room for the carry.
            carry = product.high + (overflows ? 1 : 0)
        }
        if carry != 0 { words.append(carry) }
    }

    /// All decimal digits, with `-` before a negative number.
    public var description: String {
        guard !magnitude.isEmpty else { return "0" }
        var words = words()
        var groups: [String] = []
        while !words.isEmpty {
            var remainder: UInt64 = 0
            for index in words.indices {
                (words[index], remainder) = Self.wordBase.dividingFullWidth((remainder, words[index]))
            }
            words.trimPrefix { $0 == 0 }
            groups.append(words.isEmpty ? String(remainder) : Digits.padded(remainder, to: Self.digitsPerWord))
        }
        return (isNegative ? "-" : "") + groups.reversed().joined()
    }

    /// The magnitude in words, the most significant first.
    private func words() -> [UInt64] {
        stride(from: magnitude.count % 8 - 8, to: magnitude.count, by: 8).compactMap { start in
            let word = magnitude[max(0, start)..<max(0, start + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return start < 0 && word == 0 ? nil : word
        }
    }
}
