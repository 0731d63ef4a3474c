internal import NIOCore

/// Text as bytes, under construction, in memory that grows.
///
/// Numbers, strings and times are written straight into it, without a `String` each.
struct TextBuffer: ~Copyable {
    // Sound: `base` has room for `capacity` bytes, the first `count` of which are written. Each write makes room for itself
    // and then fills it; the pointer never leaves this file, but for a closure's call, and is released once.
    private var base: UnsafeMutableRawPointer
    private var capacity = 256
    private(set) var count = 0

    init() {
        base = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        base.deallocate()
    }

    /// Makes room for so many bytes more.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if capacity &- count < more { grow(more) }
    }

    private mutating func grow(_ more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        larger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = larger
    }

    /// Forgets what was written from this place on.
    mutating func truncate(to count: Int) {
        self.count = min(self.count, max(0, count))
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count &+= 1
    }

    /// Writes the first `length` bytes of a word, the lowest first; the others are room for what follows.
    @inline(__always)
    mutating func append(_ word: UInt64, length: Int) {
        reserve(8)
        base.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
        count &+= min(8, length)
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        reserve(text.utf8CodeUnitCount)
        (base + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
        count &+= text.utf8CodeUnitCount
    }

    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>) {
        reserve(bytes.count)
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            (base + count).copyMemory(from: start, byteCount: bytes.count)
        }
        count &+= bytes.count
    }

    @inline(__always)
    mutating func append(_ bytes: [UInt8]) {
        append(bytes.span)
    }

    /// Writes a part of another text.
    @inline(__always)
    mutating func append(_ other: borrowing TextBuffer, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= other.count, "range out of the text")
        reserve(range.count)
        (base + count).copyMemory(from: other.base + range.lowerBound, byteCount: range.count)
        count &+= range.count
    }

    /// Lends a part of the text.
    @inline(__always)
    func withBytes<T>(_ range: Range<Int>, _ body: (Span<UInt8>) -> T) -> T {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of the text")
        let start = (base + range.lowerBound).assumingMemoryBound(to: UInt8.self)
        return body(UnsafeBufferPointer(start: start, count: range.count).span)
    }

    /// The text in an array of its own.
    var bytes: [UInt8] { withBytes(0..<count) { $0.withUnsafeBytes { Array($0) } } }
}
