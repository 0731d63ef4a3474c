/// The parameters of a query string, decoded, in their order: one name may come several times.
enum QueryString {
    struct Item {
        let name: String
        let value: String
        /// What stands between the commas that were not encoded; nothing of an empty value.
        let elements: [String]
    }

    /// - Returns: Nil where a percent sign is not followed by two hexadecimal digits, or the bytes are no UTF-8.
    static func items(_ text: String) -> [Item]? {
        var items: [Item] = []
        for part in text.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let raw = halves.count > 1 ? halves[1] : ""
            guard let name = decode(halves[0]), let value = decode(raw) else { return nil }
            let elements = raw.isEmpty ? [] : raw.split(separator: ",", omittingEmptySubsequences: false)
            items.append(Item(name: name, value: value, elements: elements.compactMap(decode)))
        }
        return items
    }

    private static func decode(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"):
                bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default:
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
