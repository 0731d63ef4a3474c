import CDuckDB
import PinFile

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `extension-pin-check FILE`: whether a pin file is well formed and pins the libduckdb that is linked.
///
/// The plugin `ExtensionPins` runs it in builds, so it must compile in seconds.
@main
struct ExtensionPinCheck {
    static func main() {
        guard CommandLine.arguments.count == 2 else {
            print("error: usage: extension-pin-check FILE")
            exit(64)
        }
        do throws(PinFileError) {
            let library = String(cString: duckdb_library_version())
            try PinFile(contentsOf: CommandLine.arguments[1]).expect(library: library)
        } catch {
            print(error)
            exit(1)
        }
    }
}
