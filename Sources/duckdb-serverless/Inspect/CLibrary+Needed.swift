import DuckDBServerless
import Foundation

extension CLibrary {
    /// The newest version that a file asks for; nil if it asks for none.
    ///
    /// An ELF file keeps the names of the versions it needs, `GLIBC_2.28`, in its table of strings, each between zero bytes.
    init?(neededBy file: borrowing ExtensionFile) throws(ExtensionError) {
        var newest: CLibrary?
        var window = Data()
        try file.forEachPiece(of: 0..<file.size) { piece in
            window = window.suffix(Self.longest) + piece
            for version in Self.versions(in: window) where newest.map({ $0 < version }) ?? true { newest = version }
        }
        guard let newest else { return nil }
        self = newest
    }

    private static let prefix = Data("\0GLIBC_".utf8)
    private static let longest = prefix.count + 8

    private static func versions(in window: Data) -> [CLibrary] {
        var versions: [CLibrary] = []
        var start = window.startIndex
        while let found = window[start...].firstRange(of: prefix) {
            start = found.upperBound
            let digits = window[start...].prefix { $0 != 0 }
            guard (3...8).contains(digits.count), start + digits.count < window.endIndex else { continue }
            versions.append(CLibrary(String(decoding: digits, as: UTF8.self)))
        }
        return versions
    }
}
