import AWSParameters
import Foundation
import LocalServices
import Testing

@Suite("Parameters of the machine itself")
struct LocalParametersTests {
    @Test("Variables are found, and the ones that are not set are all named")
    func variables() throws {
        let provider = EnvironmentParameters(environment: ["A": "planted-a", "EMPTY": ""])
        #expect(try provider.parameters(named: ["A"])["A"]?.reveal() == "planted-a")
        let error = try #require(
            #expect(throws: AWSParametersError.self) { try provider.parameters(named: ["A", "NONE", "EMPTY"]) }
        )
        #expect(error.code == .parameterNotFound && error.names == ["EMPTY", "NONE"])
        #expect(!printedForms(of: [error, provider] as [Any]).contains("planted"))
    }

    @Test("A file's text loses the one line break at its end", arguments: ["", "\n", "\r\n"])
    func file(end: String) throws {
        let folder = try ScratchFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = "\(folder.path)/secret"
        try Data("planted \n value\(end)".utf8).write(to: URL(filePath: path))
        #expect(try FileParameters().parameters(named: [path])[path]?.reveal() == "planted \n value")
    }

    @Test("A file is read anew, also behind links that are swapped as Kubernetes does")
    func swappedLink() throws {
        let folder = try ScratchFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = "\(folder.path)/link"
        let manager = FileManager.default
        for value in ["planted-1", "planted-2"] {
            try Data(value.utf8).write(to: URL(filePath: "\(folder.path)/\(value)"))
            try manager.createSymbolicLink(atPath: "\(path).new", withDestinationPath: value)
            _ = rename("\(path).new", path)
            #expect(try FileParameters().parameters(named: [path])[path]?.reveal() == value)
        }
    }

    @Test(
        "What is no readable text file is refused with its path: nothing there, a folder, a pipe, too much, not UTF-8"
    )
    func unreadable() throws {
        let folder = try ScratchFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = folder.path
        try FileManager.default.createDirectory(atPath: "\(path)/folder", withIntermediateDirectories: false)
        #expect(mkfifo("\(path)/pipe", 0o600) == 0)
        try Data(repeating: 65, count: (1 << 20) + 1).write(to: URL(filePath: "\(path)/large"))
        try Data([0x70, 0xFF]).write(to: URL(filePath: "\(path)/bytes"))
        for (name, code, word) in [
            ("none", AWSParametersError.Code.parameterNotFound, "does not exist"),
            ("folder", .invalidValue, "not a file"),
            ("pipe", .invalidValue, "not a file"), ("large", .invalidValue, "1 MiB"), ("bytes", .invalidValue, "UTF-8"),
        ] {
            let error = try #require(
                #expect(throws: AWSParametersError.self) { try FileParameters().parameters(named: ["\(path)/\(name)"]) }
            )
            #expect(error.code == code && error.names == ["\(path)/\(name)"])
            #expect(error.description.contains(word))
        }
    }

    @Test("Parameters in memory can be rotated and deleted, fail on demand and count their calls")
    func memory() throws {
        let provider = InMemoryParameters(["a": "planted-1"])
        #expect(try provider.parameters(named: ["a"])["a"]?.reveal() == "planted-1")
        provider["a"] = Secret("planted-2")
        #expect(try provider.parameters(named: ["a"]) == ["a": Secret("planted-2")])
        provider["a"] = nil
        let missing = try #require(#expect(throws: AWSParametersError.self) { try provider.parameters(named: ["a"]) })
        #expect(missing.code == .parameterNotFound && missing.names == ["a"])
        provider.failure = VaultError()
        #expect(throws: VaultError()) { try provider.parameters(named: ["b", "c"]) }
        #expect(provider.calls == [["a"], ["a"], ["a"], ["b", "c"]])
    }
}
