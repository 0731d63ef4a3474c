import DuckDBServerless

/// What settles a library's references to its own symbols before it is ever loaded, as `-Bsymbolic` has the linker do.
///
/// libduckdb is linked so that another library could replace any of its functions. So the dynamic linker looks up 37 000
/// addresses by name when a process starts, and each function once more at its first call, to find libduckdb's own every
/// time. Here they become what they are found to be: places in the library itself.
///
/// The file keeps its size and its sections, and others find its symbols as before. What it needs of other libraries, what
/// is meant to be one in a whole process (`STB_GNU_UNIQUE`), and what lies in a thread's memory is looked up as ever.
struct SymbolBinding {
    /// The new contents of a stretch of the file.
    struct Patch {
        let offset: UInt64
        let bytes: [UInt8]
    }

    let patches: [Patch]
    /// How many addresses are looked up at the start no more.
    let addresses: Int
    /// How many functions are looked up at their first call no more.
    let calls: Int

    /// Looks at a library, without changing it.
    ///
    /// - Parameters:
    ///   - image: The library.
    ///   - isOwn: Whether a symbol that the library defines is meant to be found in it alone.
    /// - Throws: `ExtensionError` with code `unsuitableProgram`, or those of reading.
    init(_ image: borrowing ELFImage, where isOwn: (String) -> Bool) throws(ExtensionError) {
        let dynamic = DynamicSection(try image.dynamicSection())
        guard let kinds = RelocationKinds(machine: image.machine), dynamic[.symbols] != nil,
            dynamic[.relocationSize] ?? Relocation.size == Relocation.size
        else { throw image.unsuitable("is not a shared library for x86_64 or 64-bit ARM") }
        let atStart = try Relocation.table(image, dynamic[.relocations], dynamic[.relocationsSize])
        let atCall = try Relocation.table(image, dynamic[.callRelocations], dynamic[.callRelocationsSize])
        let symbols = try OwnSymbols(image, dynamic, of: atStart + atCall, where: isOwn)

        let settled = atStart.map { kinds.settled($0, symbols) }
        let calls = try Self.slots(of: atCall, kinds, symbols, image)
        addresses = zip(atStart, settled).count { $0 != $1 }
        self.calls = calls.count
        patches = calls + (addresses > 0 ? try Self.table(settled, kinds, image, dynamic) : [])
    }

    /// The table with those that need no symbol in front, as the linker has it, and their new number.
    private static func table(
        _ relocations: [Relocation],
        _ kinds: RelocationKinds,
        _ image: borrowing ELFImage,
        _ dynamic: DynamicSection
    ) throws(ExtensionError) -> [Patch] {
        let relative = relocations.filter { $0.kind == kinds.relative }.sorted { $0.address < $1.address }
        let others = relocations.filter { $0.kind != kinds.relative }
        let table = Patch(
            offset: try image.offset(ofAddress: dynamic[.relocations] ?? 0),
            bytes: (relative + others).flatMap(\.bytes)
        )
        guard let count = try image.offset(ofDynamicValue: .relativeCount) else {
            return [table]
        }
        return [table, Patch(offset: count, bytes: UInt64(relative.count).littleEndianBytes)]
    }

    /// The slots that calls go through, with the functions' addresses in place of the look-up's.
    ///
    /// The dynamic linker adds the library's base to whatever a slot holds. Where it binds all calls at the start, as with
    /// `LD_BIND_NOW`, it looks them up all the same.
    private static func slots(
        of relocations: [Relocation],
        _ kinds: RelocationKinds,
        _ symbols: OwnSymbols,
        _ image: borrowing ELFImage
    ) throws(ExtensionError) -> [Patch] {
        var slots: [Patch] = []
        for relocation in relocations where relocation.kind == kinds.call && relocation.addend == 0 {
            guard let address = symbols.address(of: relocation.symbol) else { continue }
            let slot = Patch(
                offset: try image.offset(ofAddress: relocation.address),
                bytes: address.littleEndianBytes
            )
            if try image.bytes(slot.offset, 8).bytes != slot.bytes { slots.append(slot) }
        }
        return slots
    }
}
