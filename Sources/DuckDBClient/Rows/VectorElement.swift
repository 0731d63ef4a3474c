/// A number that the engine stores in its vectors as it is, so that a column of them can be read in place.
///
/// The whole numbers, `Float` and `Double` are. A type of your own cannot be one: what the engine has stored would be read as
/// that type without a check.
public protocol VectorElement: BitwiseCopyable, Sendable {
    /// How the engine stores it; can be made in this module only, which keeps other types out.
    static var _storage: _VectorStorage<Self> { get }
}

extension VectorElement {
    /// How the engine stores it.
    public static var physicalType: PhysicalType { _storage.physicalType }
}

/// Says of a Swift type that it is, bit for bit, what the engine stores.
public struct _VectorStorage<Element>: Sendable {
    @usableFromInline let physicalType: PhysicalType
    /// The kind of vector whose cells are this number and nothing more, such as a date.
    @usableFromInline let kind: VectorCells.Kind

    @inlinable
    init(_ physicalType: PhysicalType, _ kind: VectorCells.Kind) {
        self.physicalType = physicalType
        self.kind = kind
    }
}

extension Int8: VectorElement {
    /// `int8`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.int8, .int8) }
}

extension Int16: VectorElement {
    /// `int16`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.int16, .int16) }
}

extension Int32: VectorElement {
    /// `int32`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.int32, .int32) }
}

extension Int64: VectorElement {
    /// `int64`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.int64, .int64) }
}

extension Int: VectorElement {
    /// `int64`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.int64, .int64) }
}

extension Int128: VectorElement {
    /// `int128`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.int128, .int128) }
}

extension UInt8: VectorElement {
    /// `uint8`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.uint8, .uint8) }
}

extension UInt16: VectorElement {
    /// `uint16`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.uint16, .uint16) }
}

extension UInt32: VectorElement {
    /// `uint32`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.uint32, .uint32) }
}

extension UInt64: VectorElement {
    /// `uint64`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.uint64, .uint64) }
}

extension UInt: VectorElement {
    /// `uint64`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.uint64, .uint64) }
}

extension UInt128: VectorElement {
    /// `uint128`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.uint128, .uint128) }
}

extension Float: VectorElement {
    /// `float`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.float, .float) }
}

extension Double: VectorElement {
    /// `double`.
    @inlinable public static var _storage: _VectorStorage<Self> { .init(.double, .double) }
}
