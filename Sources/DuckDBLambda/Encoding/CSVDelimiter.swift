/// What stands between two fields of CSV.
public enum CSVDelimiter: String, Sendable, Hashable, CaseIterable {
    /// `,`, as RFC 4180 has it.
    case comma = ","
    /// `;`, as spreadsheets of many countries have it.
    case semicolon = ";"
    /// A tab.
    case tab = "\t"
    /// `|`.
    case pipe = "|"

    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        case .pipe: UInt8(ascii: "|")
        }
    }
}
