internal import CDuckDB

/// Swift content that the engine holds by a pointer, and hands to the callbacks that it calls.
///
/// `retained()` gives the engine a reference of its own, which `release`, called by the engine once, takes back. The content
/// is `Sendable`, since the engine calls from its own threads.
final class EngineBox<Content: Sendable>: Sendable {
    let content: Content

    init(_ content: Content) {
        self.content = content
    }

    /// A pointer that keeps the content alive until the engine calls ``EngineReference/release`` with it.
    func retained() -> UnsafeMutableRawPointer {
        Unmanaged.passRetained(self).toOpaque()
    }

    /// What the pointer, which `retained()` of this very type made, stands for; nil for none.
    static func content(of pointer: UnsafeMutableRawPointer?) -> Content? {
        pointer.map { Unmanaged<EngineBox<Content>>.fromOpaque($0).takeUnretainedValue().content }
    }
}

enum EngineReference {
    /// Lets go of an ``EngineBox``, whatever its content.
    static var release: duckdb_delete_callback_t {
        { pointer in pointer.map { Unmanaged<AnyObject>.fromOpaque($0).release() } }
    }

    /// Hands what a Swift function threw to the engine, as the text of the statement's error.
    static func report(_ error: any Error, of name: String, to set: (UnsafePointer<CChar>) -> Void) {
        "Function \"\(name)\": \(error)".withCString(set)
    }
}
