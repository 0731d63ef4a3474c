/// What a library tells the dynamic linker, by its tags.
struct DynamicSection {
    enum Tag: UInt64 {
        case callRelocationsSize = 2
        case names = 5
        case symbols = 6
        case relocations = 7
        case relocationsSize = 8
        case relocationSize = 9
        case namesSize = 10
        case callRelocations = 23
        case relativeCount = 0x6fff_fff9
    }

    private let values: [UInt64: UInt64]

    init(_ entries: [ELFImage.Entry]) {
        values = Dictionary(entries.map { ($0.tag, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(tag: Tag) -> UInt64? { values[tag.rawValue] }
}
