import Foundation
import Testing

/// Real builds, so each test has several steps: a package is compiled once for all of them.
@Suite("Plugin ExtensionPins")
struct ExtensionPinsTests {
    @Test("A build passes with the version that is linked, checks once, and fails with another until it is mended")
    func pins() async throws {
        let package = try DependentPackage()
        try package.pin("1.5.4")
        let first = try await package.build()
        #expect(first.status == 0, "\(first.output)")
        #expect(first.output.contains("Checking duckdb-extensions.json of App"))
        // A resource would link all of Foundation for its accessor.
        let products = try FileManager.default.contentsOfDirectory(atPath: package.path(".build/debug"))
        #expect(products.filter { $0.hasSuffix(".resources") } == [])

        let second = try await package.build()
        #expect(second.status == 0)
        #expect(!second.output.contains("Compiling App"), "\(second.output)")

        let pins = package.path("duckdb-extensions.json")
        try package.pin("1.5.3")
        let wrong = try await package.build()
        #expect(wrong.status != 0)
        #expect(wrong.output.contains("\(pins):2: error: DuckDB 1.5.3 is pinned, but libduckdb 1.5.4 is linked"))
        #expect(wrong.output.contains("Set duckdbVersion to \"1.5.4\" and bake again, or install libduckdb 1.5.3."))
        #expect(try await package.build().status != 0, "a failed check is not forgotten")

        try package.pin("1.5.4", more: ",")
        let malformed = try await package.build()
        #expect(malformed.status != 0)
        #expect(malformed.output.contains("\(pins):5: error: '}' stands where a key in double quotes is expected"))

        try FileManager.default.removeItem(atPath: pins)
        let missing = try await package.build()
        #expect(missing.status != 0)
        #expect(missing.output.contains("missing inputs: \(pins)"), "\(missing.output)")
        // A further source is a further plan of the build, for which the plugin runs again.
        try package.write("let more = 1\n", as: "Sources/App/More.swift")
        let planned = try await package.build()
        #expect(planned.status != 0)
        #expect(planned.output.contains("error: \(pins): the file is missing, which says what to bake for App."))

        try package.pin("v1.5.4")
        let mended = try await package.build()
        #expect(mended.status == 0, "\(mended.output)")
    }

    @Test("Another libduckdb in the place of the one that passed fails the next build")
    func library() async throws {
        let library = try await StandInLibrary(version: "1.5.4")
        let package = try DependentPackage(environment: library.environment)
        try package.pin("1.5.4")
        let first = try await package.build()
        #expect(first.status == 0, "\(first.output)")
        try await library.install(version: "1.5.5")
        let second = try await package.build()
        #expect(second.status != 0)
        #expect(second.output.contains("DuckDB 1.5.4 is pinned, but libduckdb 1.5.5 is linked"), "\(second.output)")
    }
}
