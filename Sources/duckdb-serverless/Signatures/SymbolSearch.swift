import Foundation

/// Looks for a whole symbol name in a file that comes piece by piece.
///
/// The names of an ELF file's symbols lie in its string tables, each between zero bytes; so a search for those bytes tells
/// a file that was renamed from the real one, on any platform.
struct SymbolSearch {
    private let needle: [UInt8]
    /// The end of what came so far, where a name may have begun.
    private var tail: [UInt8] = []
    private(set) var isFound = false

    init(_ symbol: String) {
        needle = [0] + Array(symbol.utf8) + [0]
    }

    mutating func update(_ piece: ArraySlice<UInt8>) {
        guard !isFound else { return }
        let border = tail + piece.prefix(needle.count - 1)
        isFound = Self.contains(needle, in: border[...]) || Self.contains(needle, in: piece)
        tail = (tail + piece.suffix(needle.count - 1)).suffix(needle.count - 1)
    }

    /// Looks for the name's first letter: the zero byte before it is the commonest byte of a file.
    private static func contains(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            var offset = 1
            // Both calls stay within the buffer: `offset` never exceeds its end, and the name fits where it is compared.
            while offset < bytes.count, let found = memchr(start + offset, Int32(needle[1]), bytes.count - offset) {
                let first = UnsafeRawPointer(found) - start - 1
                guard first + needle.count <= bytes.count else { return false }
                if memcmp(start + first, needle, needle.count) == 0 { return true }
                offset = first + 2
            }
            return false
        }
    }
}
