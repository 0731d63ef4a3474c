import Foundation
import LocalServices

/// A library whose functions ask each other, and a program that has functions of the same names.
///
/// As it was linked, the library's own are replaced by the program's, wherever it looks them up.
struct InterposedLibrary {
    private let scratch: ScratchFolder

    /// The library.
    var path: String { scratch.path("libduckdb.so") }

    private static let library = """
        int duckdb_answer(void) { return 42; }
        int answer(void) { return 42; }
        int (*duckdb_pointer)(void) = duckdb_answer;
        int (*pointer)(void) = answer;
        const void *duckdb_offset = (const char *)&duckdb_pointer + 8;
        __asm__(".data; .globl duckdb_once; .type duckdb_once, @gnu_unique_object; .size duckdb_once, 8; duckdb_once: .quad 7; .text");
        extern const long duckdb_once;
        __thread int duckdb_thread = 5;
        static int chosen(void) { return 3; }
        static int (*choose(void))(void) { return chosen; }
        int duckdb_chosen(void) __attribute__((ifunc("choose")));
        const long *duckdb_shared = &duckdb_once;
        void duckdb_ask(int *answers) {
            answers[0] = duckdb_answer();
            answers[1] = duckdb_pointer();
            answers[2] = answer();
            answers[3] = pointer();
            answers[4] = duckdb_offset == (const char *)&duckdb_pointer + 8;
            answers[5] = *duckdb_shared + duckdb_thread + duckdb_chosen() == 15;
        }
        """
    private static let program = """
        #include <stdio.h>
        int duckdb_answer(void) { return 1; }
        int answer(void) { return 1; }
        void duckdb_ask(int *answers);
        int main(void) {
            int a[6];
            duckdb_ask(a);
            return printf("%d %d %d %d %d %d\\n", a[0], a[1], a[2], a[3], a[4], a[5]) < 0;
        }
        """

    /// Makes both in a folder.
    init(in scratch: ScratchFolder) async throws {
        self.scratch = scratch
        try await compile(Self.library, ["-shared", "-fPIC", "-Wl,-z,lazy", "-o", path])
        let options = ["-rdynamic", "-Wl,-rpath,$ORIGIN", "-o", scratch.path("program"), path]
        try await compile(Self.program, options)
    }

    /// What the library's functions answer in the program: called, by a pointer, called and by a pointer where the name is not
    /// the engine's, and whether an object's address is right, and what a thread, a process or the machine has of its own.
    func answers() async throws -> String {
        try await succeed([scratch.path("program")]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The relocations with a symbol's name.
    func relocations() async throws -> String { try await succeed(["readelf", "--relocs", "--wide", path]) }

    private func compile(_ source: String, _ options: [String]) async throws {
        try await succeed(["clang", "-x", "c", "-", "-x", "none"] + options, input: source)
    }
}
