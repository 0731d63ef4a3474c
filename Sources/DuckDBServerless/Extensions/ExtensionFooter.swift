/// The last 512 bytes of an extension file: what it was built for, and its signature.
///
/// Eight fields of 32 bytes, zero-padded, the last one first: format (`4`), platform, version of DuckDB or of its C
/// API, version of the extension, ABI, three unused; then 256 bytes of RSA signature.
public struct ExtensionFooter: Sendable, Hashable {
    /// DuckDB's name of the platform, such as `linux_amd64`.
    public let platform: String
    /// The DuckDB version the file is bound to, such as `v1.5.4`; for `ABI.stableC`, the C API version it needs.
    public let version: String
    /// The version of the extension itself, often a commit such as `c3f215a`.
    public let extensionVersion: String
    /// How the engine talks to the extension.
    public let abi: ABI
    /// The RSA signature, 256 bytes.
    public let signature: [UInt8]

    /// Length of the footer in bytes.
    public static let size = 512
    /// Length of the signature at its end in bytes.
    public static let signatureSize = 256

    /// Reads the footer of a file.
    ///
    /// - Throws: `ExtensionError` with code `invalidFooter` (short, truncated or compressed file), `notFound` or
    ///   `unreadable`.
    public init(path: String) throws(ExtensionError) {
        let file = try ExtensionFile(path: path)
        try self.init(file)
    }

    package init(_ file: borrowing ExtensionFile) throws(ExtensionError) {
        guard file.size >= Self.size else {
            throw Self.invalid("\(file.path) has \(file.size) bytes, an extension at least \(Self.size)")
        }
        let bytes = try file.bytes(in: file.size - Self.size..<file.size)
        let fields = (0..<8).map { Self.field(bytes[(7 - $0) * 32..<(8 - $0) * 32]) }
        guard fields[0] == "4" else {
            throw Self.invalid("\(file.path) \(Self.diagnosis(try file.bytes(in: 0..<4)))")
        }
        guard let abi = ABI(field: fields[4]) else {
            throw Self.invalid("\(file.path) has the unknown ABI '\(fields[4])'")
        }
        platform = fields[1]
        version = fields[2]
        extensionVersion = fields[3]
        self.abi = abi
        signature = Array(bytes[(Self.size - Self.signatureSize)...])
    }

    private static func field(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func diagnosis(_ start: [UInt8]) -> String {
        switch start {
        case _ where start.starts(with: [0x1f, 0x8b]): "is still gzip-compressed"
        case _ where start.starts(with: Array("PK".utf8)): "is a zip archive or wheel, not the extension inside"
        case _ where start.starts(with: Array("\u{7f}ELF".utf8)): "does not end in an extension footer: it is truncated"
        default: "is not a DuckDB extension"
        }
    }

    private static func invalid(_ message: String) -> ExtensionError {
        ExtensionError(
            .invalidFooter,
            message,
            remedy: "Download it again, complete and unpacked, or bake it with duckdb-serverless bake"
        )
    }
}
