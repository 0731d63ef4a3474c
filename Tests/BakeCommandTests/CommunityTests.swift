import Crypto
import CryptoExtras
import DuckDBServerless
import Foundation
import LocalServices
import Testing
import duckdb_serverless

@Suite("Community extensions")
struct CommunityTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("The keys are the engine's own: each is in its library, and the library has no others")
    func keys() throws {
        #expect(SigningKeys.duckdb[.core].count == 20)
        #expect(SigningKeys.duckdb[.community].count == 19)
        // The kernel gives this file no size, so it is read to its end.
        let data = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/maps")).readToEnd()
        let maps = String(decoding: try #require(data), as: UTF8.self)
        let line = try #require(maps.split(separator: "\n").first { $0.contains("/libduckdb.so") })
        let path = try #require(line.split(separator: " ").last)
        let library = try Data(contentsOf: URL(filePath: String(path)))
        var found: Set<String> = []
        var rest = library[...]
        while let start = rest.range(of: Data("-----BEGIN PUBLIC KEY-----".utf8)) {
            rest = rest[start.upperBound...]
            // The library has this line without a key too, to read keys with.
            let text = library[start.lowerBound...].prefix(600)
            guard let end = text.range(of: Data("-----END PUBLIC KEY-----".utf8)) else { continue }
            let pem = String(decoding: text[..<end.upperBound], as: UTF8.self)
            found.insert(try _RSA.Signing.PublicKey(pemRepresentation: pem).pemRepresentation)
        }
        let known = [ExtensionManifest.Signer.core, .community].flatMap { (signer: ExtensionManifest.Signer) in
            SigningKeys.duckdb[signer]
        }
        #expect(found == Set(known.map(\.pemRepresentation)))
    }

    @Test("A file signed with a community key passes only where community extensions are asked for")
    func signed() async throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let path = try scratch.copy(await BakedExtensions.inet("linux_amd64"), as: "inet.duckdb_extension")
        try sign(path, key)
        let keys = SigningKeys([.core: SigningKeys.duckdb[.core], .community: [key.publicKey]])
        let file = FetchedExtension(path: path, origin: path, source: "test")
        let name = try ExtensionName("inet")
        func check(_ signers: Set<ExtensionManifest.Signer>) throws -> ExtensionManifest.Entry {
            try ExtensionRequest(name: name, version: .pinned, platform: .linuxAMD64, signers: signers, keys: keys)
                .check(file)
        }
        #expect(try check([.core, .community]).signedBy == .community)
        let error = #expect(throws: ExtensionError.self) { try check([.core]) }
        #expect(error?.code == .signatureInvalid)
        #expect(error?.message.contains("is a community extension") == true)
        #expect(error?.remedy.contains("--community") == true)
        try FileEdit.flip(5_000_000, of: path)
        #expect(throws: ExtensionError.self) { try check([.core, .community]) }
    }

    @Test("A core extension is one still where community extensions are asked for")
    func core() async throws {
        let from = try await folderOfInet(scratch)
        let arguments = ["--target", scratch.path("out"), "--source", "folder", "--from", from, "--community", "inet"]
        #expect(try await bake(arguments).status == 0)
        let bundle = try ExtensionBundle(directory: scratch.path("out"), platform: .linuxAMD64)
        #expect(bundle.manifest.extensions.first?.signedBy == .core)
    }

    /// Replaces a file's signature as DuckDB would make it.
    private func sign(_ path: String, _ key: _RSA.Signing.PrivateKey) throws {
        let file = try Data(contentsOf: URL(filePath: path))
        let content = file.dropLast(256)
        var outer = SHA256()
        for start in stride(from: 0, to: content.count, by: 1_048_576) {
            outer.update(data: Data(SHA256.hash(data: content[start..<min(start + 1_048_576, content.count)])))
        }
        let signature = try key.signature(for: outer.finalize(), padding: .insecurePKCS1v1_5)
        try (content + signature.rawRepresentation).write(to: URL(filePath: path))
    }
}
