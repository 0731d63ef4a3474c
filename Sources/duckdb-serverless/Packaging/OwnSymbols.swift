import DuckDBServerless

/// The places of the functions and objects that a library defines, and that are meant to be found in it alone.
struct OwnSymbols {
    private let addresses: [UInt32: UInt64]

    /// Looks the symbols of relocations up in the library's table.
    ///
    /// - Throws: `ExtensionError` with code `unsuitableProgram`, or those of reading.
    init(
        _ image: borrowing ELFImage,
        _ dynamic: DynamicSection,
        of relocations: [Relocation],
        where isOwn: (String) -> Bool
    ) throws(ExtensionError) {
        let numbers = Set(relocations.map(\.symbol)).subtracting([0])
        guard let last = numbers.max() else {
            addresses = [:]
            return
        }
        guard let table = dynamic[.symbols], let names = dynamic[.names], let size = dynamic[.namesSize] else {
            throw image.damaged
        }
        let symbols = try image.bytes(atAddress: table, exactly: (UInt64(last) + 1) * 24)
        let texts = try image.bytes(atAddress: names, exactly: size)
        var addresses: [UInt32: UInt64] = [:]
        for number in numbers {
            let symbol = Symbol(symbols, at: Int(number) * 24)
            guard symbol.isDefinition, isOwn(texts.text(at: symbol.name)) else { continue }
            addresses[number] = symbol.address
        }
        self.addresses = addresses
    }

    /// The place of a symbol in the library; nil where it is to be looked up.
    func address(of symbol: UInt32) -> UInt64? { addresses[symbol] }
}

/// An entry of the table of symbols.
private struct Symbol {
    let name: UInt64
    let address: UInt64
    private let information: UInt64
    private let section: UInt64

    init(_ table: LittleEndianBytes, at start: Int) {
        name = table.number(at: start, bytes: 4)
        information = table.number(at: start + 4, bytes: 1)
        section = table.number(at: start + 6, bytes: 2)
        address = table.number(at: start + 8, bytes: 8)
    }

    /// Whether it is a function or an object of the library: global or weak, in one of its sections.
    var isDefinition: Bool {
        (1...2).contains(information >> 4) && (1...2).contains(information & 15) && (1..<0xff00).contains(section)
    }
}
