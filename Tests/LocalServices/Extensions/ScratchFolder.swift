public import Foundation

/// A temporary folder that is removed together with the value.
public final class ScratchFolder: Sendable {
    /// The folder's path.
    public let path: String

    /// Makes an empty folder.
    ///
    /// - Throws: what `FileManager` throws.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "serverless-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file or folder in it.
    public func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Copies a file or a whole folder in.
    ///
    /// - Returns: the path of the copy.
    /// - Throws: what `FileManager` throws.
    @discardableResult
    public func copy(_ origin: String, as name: String) throws -> String {
        try FileManager.default.copyItem(atPath: origin, toPath: path(name))
        return path(name)
    }

    /// Writes a file.
    ///
    /// - Returns: its path.
    /// - Throws: what `Data` throws.
    @discardableResult
    public func write(_ data: Data, as name: String) throws -> String {
        try data.write(to: URL(filePath: path(name)))
        return path(name)
    }

    func makeFile(_ name: String) throws -> FileHandle {
        try FileHandle(forWritingTo: URL(filePath: write(Data(), as: name)))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
    }
}
