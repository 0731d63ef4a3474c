import Foundation

/// The package's own executables; those of one build lie in one folder, with the tests and the demo.
public enum BuiltExecutable {
    /// The path of an executable that was built together with the running one.
    public static func path(_ name: String) -> String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name).path
    }
}
