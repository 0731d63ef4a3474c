import Foundation

/// Changes to an extension file, as accidents and attackers make them.
public enum FileEdit {
    /// Inverts one byte, counted from the start, or from the end if negative.
    ///
    /// - Throws: what reading and writing throws.
    public static func flip(_ offset: Int, of path: String) throws {
        try edit(path) { bytes in
            let index = offset < 0 ? bytes.count + offset : offset
            bytes[index] ^= 0xff
        }
    }

    /// Replaces one of the eight footer fields, counted from the last: 1 platform, 2 version, 4 ABI.
    ///
    /// - Throws: what reading and writing throws.
    public static func setFooterField(_ index: Int, to text: String, of path: String) throws {
        try edit(path) { bytes in
            let start = bytes.count - 512 + (7 - index) * 32
            bytes.replaceSubrange(
                start..<start + 32,
                with: Array(text.utf8) + Array(repeating: 0, count: 32 - text.utf8.count)
            )
        }
    }

    /// Cuts bytes off the end.
    ///
    /// - Throws: what reading and writing throws.
    public static func truncate(_ path: String, by count: Int) throws {
        try edit(path) { $0.removeLast(count) }
    }

    /// Replaces a text in a file.
    ///
    /// - Throws: what reading and writing throws.
    public static func replace(_ old: String, with new: String, in path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: URL(filePath: path))
    }

    private static func edit(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        change(&bytes)
        try Data(bytes).write(to: URL(filePath: path))
    }
}
