import DuckDBServerless
import Testing

@Suite("The C library's version")
struct CLibraryTests {
    @Test("This system's is read, and versions are compared by their numbers")
    func compares() {
        #expect(CLibrary.current >= CLibrary("2.28"))
        #expect(CLibrary("2.9") < CLibrary("2.28"))
        #expect(CLibrary("glibc 2.36") == CLibrary("2.36"))
        #expect(CLibrary("") < CLibrary("2.0"))
    }

    @Test("On an older one than 2.28, what needs it is refused before it is loaded", arguments: ["httpfs", "aws"])
    func refuses(name: String) throws {
        let name = try ExtensionName(name)
        let error = #expect(throws: ExtensionError.self) { try CLibrary("2.26").check(name) }
        #expect(error?.code == .libraryTooOld)
        #expect(error?.description.contains("2.26") == true && error?.remedy.contains("al2023") == true)
        try CLibrary("2.28").check(name)
        try CLibrary("2.26").check(.postgresScanner)
    }
}
