/// Where the elements of one list are in the child vector.
public struct ListEntry: Sendable, Hashable, BitwiseCopyable {
    /// The first element.
    public let offset: UInt64
    /// The number of elements.
    public let length: UInt64

    /// The positions of the elements.
    public var range: Range<Int> { Int(offset)..<Int(offset + length) }
}
