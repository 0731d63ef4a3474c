import DuckDBServerless

/// The parts of a 64-bit little-endian ELF file that tell what it needs; every offset in it is checked.
struct ELFImage: ~Copyable {
    /// A part of the file that is mapped when the program starts, or that tells something about it.
    struct Segment {
        let type: UInt64
        let offset: UInt64
        let address: UInt64
        let size: UInt64
    }

    /// An entry of the dynamic section.
    struct Entry {
        let tag: UInt64
        let value: UInt64
    }

    let machine: UInt16
    let segments: [Segment]
    private let file: ExtensionFile

    /// Opens a file, and reads what its parts are.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - shownPath: The path that errors tell instead, for a copy of a file that the user knows.
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable` or `unsuitableProgram`.
    init(path: String, shownAs shownPath: String? = nil) throws(ExtensionError) {
        let file = try ExtensionFile(path: path, shownAs: shownPath)
        let header = LittleEndianBytes(try file.bytes(in: 0..<min(64, file.size)))
        // The magic number, 64 bits, little-endian, and the System V or the GNU/Linux ABI.
        let starts: [[UInt8]] = [[0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0], [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 3]]
        guard header.bytes.count == 64, starts.contains(where: header.bytes.starts) else {
            throw Self.unsuitable(file.path, "is not a Linux program or library of 64 bits")
        }
        let size = header.number(at: 54, bytes: 2)
        guard size >= 56 else { throw Self.damaged(file) }
        let table = try Self.bytes(of: file, header.number(at: 32, bytes: 8), size * header.number(at: 56, bytes: 2))
        segments = stride(from: 0, to: table.bytes.count, by: Int(size)).map { start in
            Segment(
                type: table.number(at: start, bytes: 4),
                offset: table.number(at: start + 8, bytes: 8),
                address: table.number(at: start + 16, bytes: 8),
                size: table.number(at: start + 32, bytes: 8)
            )
        }
        machine = UInt16(truncatingIfNeeded: header.number(at: 18, bytes: 2))
        self.file = file
    }

    /// A stretch of the file.
    ///
    /// - Throws: `ExtensionError` with code `unsuitableProgram` if the file is shorter, or `unreadable`.
    func bytes(_ offset: UInt64, _ count: UInt64) throws(ExtensionError) -> LittleEndianBytes {
        try Self.bytes(of: file, offset, count)
    }

    private static func bytes(
        of file: borrowing ExtensionFile,
        _ offset: UInt64,
        _ count: UInt64
    ) throws(ExtensionError) -> LittleEndianBytes {
        let size = UInt64(file.size)
        // No table of a real file is larger than that, and a sparse one is not to take all memory.
        guard offset <= size, count <= size - offset, count <= 1 << 30 else { throw damaged(file) }
        return LittleEndianBytes(try file.bytes(in: Int(offset)..<Int(offset + count)))
    }

    /// The bytes that lie at an address once the program runs, from there to the end of their segment.
    private func bytes(atAddress address: UInt64, atMost most: UInt64) throws(ExtensionError) -> LittleEndianBytes {
        let (offset, rest) = try place(ofAddress: address)
        return try bytes(offset, min(most, rest))
    }

    /// The bytes that lie at an address once the program runs, all of them in one segment.
    ///
    /// - Throws: `ExtensionError` with code `unsuitableProgram`, or `unreadable`.
    func bytes(atAddress address: UInt64, exactly count: UInt64) throws(ExtensionError) -> LittleEndianBytes {
        let (offset, rest) = try place(ofAddress: address)
        guard count <= rest else { throw Self.damaged(file) }
        return try bytes(offset, count)
    }

    /// Where in the file the eight bytes are that lie at an address once the program runs.
    ///
    /// - Throws: `ExtensionError` with code `unsuitableProgram`.
    func offset(ofAddress address: UInt64) throws(ExtensionError) -> UInt64 {
        let (offset, rest) = try place(ofAddress: address)
        guard rest >= 8, offset <= UInt64(file.size), UInt64(file.size) - offset >= 8 else { throw Self.damaged(file) }
        return offset
    }

    /// Where in the file the value of an entry of the dynamic section is; nil if there is no such entry.
    func offset(ofDynamicValue tag: DynamicSection.Tag) throws(ExtensionError) -> UInt64? {
        guard let segment = dynamicSegment,
            let index = try dynamicSection().firstIndex(where: { $0.tag == tag.rawValue })
        else { return nil }
        return segment.offset + UInt64(index) * 16 + 8
    }

    /// An offset in the file, and how many bytes its segment has from there on.
    private func place(ofAddress address: UInt64) throws(ExtensionError) -> (offset: UInt64, rest: UInt64) {
        let loaded = segments.first { $0.type == 1 && $0.address <= address && address - $0.address < $0.size }
        guard let loaded else { throw Self.damaged(file) }
        let skipped = address - loaded.address
        let (offset, overflows) = loaded.offset.addingReportingOverflow(skipped)
        guard !overflows else { throw Self.damaged(file) }
        return (offset, loaded.size - skipped)
    }

    private var dynamicSegment: Segment? { segments.first { $0.type == 2 } }

    /// The entries of the dynamic section; none for a program that is linked statically.
    func dynamicSection() throws(ExtensionError) -> [Entry] {
        guard let segment = dynamicSegment else { return [] }
        let bytes = try bytes(segment.offset, segment.size)
        let entries = stride(from: 0, to: bytes.bytes.count / 16 * 16, by: 16).map { start in
            Entry(tag: bytes.number(at: start, bytes: 8), value: bytes.number(at: start + 8, bytes: 8))
        }
        return Array(entries.prefix { $0.tag != 0 })
    }

    /// The text that names in the dynamic section lead into.
    func names(_ dynamic: [Entry]) throws(ExtensionError) -> LittleEndianBytes {
        guard let address = dynamic.first(where: { $0.tag == 5 })?.value else { return LittleEndianBytes([]) }
        return try bytes(atAddress: address, atMost: dynamic.first { $0.tag == 10 }?.value ?? 0)
    }

    /// The names of the versions that are needed: a list of libraries, each with a list of versions.
    func symbolVersions(_ dynamic: [Entry], _ names: LittleEndianBytes) throws(ExtensionError) -> [String] {
        guard let address = dynamic.first(where: { $0.tag == 0x6fff_fffe })?.value else { return [] }
        let list = try bytes(atAddress: address, atMost: 1 << 20)
        var versions: [String] = []
        // Each library has one entry at least, so this many steps are more than there can be.
        var steps = list.bytes.count / 16
        var library = 0
        while steps > 0 {
            var version = library + Int(list.number(at: library + 8, bytes: 4))
            for _ in 0..<list.number(at: library + 2, bytes: 2) where steps > 0 {
                versions.append(names.text(at: list.number(at: version + 8, bytes: 4)))
                version += Int(list.number(at: version + 12, bytes: 4))
                steps -= 1
            }
            let next = Int(list.number(at: library + 12, bytes: 4))
            guard next > 0 else { break }
            library += next
            steps -= 1
        }
        return versions
    }

    /// That the file is not one that can be worked on.
    func unsuitable(_ reason: String) -> ExtensionError { Self.unsuitable(file.path, reason) }

    /// That the file contradicts itself.
    var damaged: ExtensionError { Self.damaged(file) }

    private static func damaged(_ file: borrowing ExtensionFile) -> ExtensionError {
        unsuitable(file.path, "is cut off or damaged")
    }

    private static func unsuitable(_ path: String, _ reason: String) -> ExtensionError {
        ExtensionError(
            .unsuitableProgram,
            "\(path) \(reason)",
            remedy: "Give an executable that swift build made for Linux, or a library for Linux"
        )
    }
}
