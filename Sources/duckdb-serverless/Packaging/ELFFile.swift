import DuckDBServerless
import Foundation

/// What a Linux program or shared library says about itself: its machine, and what it needs to start.
///
/// Only the headers and the dynamic section are read, so files for other machines can be looked at.
struct ELFFile {
    let path: String
    /// The number of the machine, as ELF has it.
    let machine: UInt16
    /// The dynamic linker that starts it; nil for a shared library, and for a program that is linked statically.
    let interpreter: String?
    /// The names of the shared libraries it needs, in its order.
    let needed: [String]
    /// Where it looks for them, `$ORIGIN` not expanded.
    let searchPath: [String]
    /// The versions it needs of other libraries' symbols, such as `GLIBC_2.34`.
    let symbolVersions: [String]

    /// The DuckDB platform of the machine; nil if there is none.
    var platform: ExtensionPlatform? {
        switch machine {
        case 62: .linuxAMD64
        case 183: .linuxARM64
        default: nil
        }
    }

    /// Reads a file.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable` or `unsuitableProgram`.
    init(path: String) throws(ExtensionError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ExtensionError(.notFound, "\(path) does not exist", remedy: "Build it first, or give another path")
        }
        let image = try ELFImage(path: path)
        let dynamic = try image.dynamicSection()
        self.path = path
        machine = image.machine
        interpreter = try image.segments.first { $0.type == 3 }.map { (segment) throws(ExtensionError) in
            String(decoding: try image.bytes(segment.offset, segment.size).bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let names = try image.names(dynamic)
        needed = dynamic.filter { $0.tag == 1 }.map { names.text(at: $0.value) }
        // An old DT_RPATH counts only without a DT_RUNPATH.
        let paths = dynamic.first { $0.tag == 29 } ?? dynamic.first { $0.tag == 15 }
        searchPath = paths.map { names.text(at: $0.value).split(separator: ":").map(String.init) } ?? []
        symbolVersions = try image.symbolVersions(dynamic, names)
    }
}
