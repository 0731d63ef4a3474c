/// A number that the engine stores in its vectors as it is, so that a column of them can be read in place.
public protocol VectorElement: BitwiseCopyable, Sendable {
    /// How the engine stores it.
    static var physicalType: PhysicalType { get }
}

extension Int8: VectorElement {
    /// `int8`.
    public static var physicalType: PhysicalType { .int8 }
}

extension Int16: VectorElement {
    /// `int16`.
    public static var physicalType: PhysicalType { .int16 }
}

extension Int32: VectorElement {
    /// `int32`.
    public static var physicalType: PhysicalType { .int32 }
}

extension Int64: VectorElement {
    /// `int64`.
    public static var physicalType: PhysicalType { .int64 }
}

extension Int: VectorElement {
    /// `int64`.
    public static var physicalType: PhysicalType { .int64 }
}

extension Int128: VectorElement {
    /// `int128`.
    public static var physicalType: PhysicalType { .int128 }
}

extension UInt8: VectorElement {
    /// `uint8`.
    public static var physicalType: PhysicalType { .uint8 }
}

extension UInt16: VectorElement {
    /// `uint16`.
    public static var physicalType: PhysicalType { .uint16 }
}

extension UInt32: VectorElement {
    /// `uint32`.
    public static var physicalType: PhysicalType { .uint32 }
}

extension UInt64: VectorElement {
    /// `uint64`.
    public static var physicalType: PhysicalType { .uint64 }
}

extension UInt: VectorElement {
    /// `uint64`.
    public static var physicalType: PhysicalType { .uint64 }
}

extension UInt128: VectorElement {
    /// `uint128`.
    public static var physicalType: PhysicalType { .uint128 }
}

extension Float: VectorElement {
    /// `float`.
    public static var physicalType: PhysicalType { .float }
}

extension Double: VectorElement {
    /// `double`.
    public static var physicalType: PhysicalType { .double }
}
