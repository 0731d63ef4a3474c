import DuckDBServerless

/// An address that the dynamic linker writes, with a symbol's place or the library's own base in it.
struct Relocation: Equatable {
    let address: UInt64
    let kind: UInt32
    /// The number of the symbol; 0 for none.
    let symbol: UInt32
    let addend: Int64

    static let size: UInt64 = 24

    var bytes: [UInt8] {
        address.littleEndianBytes + (UInt64(symbol) << 32 | UInt64(kind)).littleEndianBytes
            + UInt64(bitPattern: addend).littleEndianBytes
    }

    /// The table at an address; empty where a library has none.
    ///
    /// - Throws: `ExtensionError` with code `unsuitableProgram`, or those of reading.
    static func table(
        _ image: borrowing ELFImage,
        _ address: UInt64?,
        _ size: UInt64?
    ) throws(ExtensionError) -> [Relocation] {
        guard let address, let size, size > 0 else { return [] }
        guard size % Self.size == 0 else { throw image.damaged }
        let table = try image.bytes(atAddress: address, exactly: size)
        return stride(from: 0, to: table.bytes.count, by: Int(Self.size)).map { start in
            Relocation(
                address: table.number(at: start, bytes: 8),
                kind: UInt32(table.number(at: start + 8, bytes: 4)),
                symbol: UInt32(table.number(at: start + 12, bytes: 4)),
                addend: Int64(bitPattern: table.number(at: start + 16, bytes: 8))
            )
        }
    }
}

/// The kinds of relocations of a machine, as its ABI numbers them.
struct RelocationKinds {
    /// A symbol's address and an addend.
    let absolute: UInt32
    /// A symbol's address, in the global offset table.
    let global: UInt32
    /// A function's address, where calls look for it.
    let call: UInt32
    /// The library's base and an addend.
    let relative: UInt32

    init?(machine: UInt16) {
        switch machine {
        case 62: (absolute, global, call, relative) = (1, 6, 7, 8)
        case 183: (absolute, global, call, relative) = (257, 1025, 1026, 1027)
        default: return nil
        }
    }

    /// The relocation without its symbol, where that is the library's own.
    func settled(_ relocation: Relocation, _ symbols: OwnSymbols) -> Relocation {
        guard relocation.kind == absolute || relocation.kind == global,
            let address = symbols.address(of: relocation.symbol)
        else { return relocation }
        return Relocation(
            address: relocation.address,
            kind: relative,
            symbol: 0,
            addend: Int64(bitPattern: address) &+ relocation.addend
        )
    }
}
