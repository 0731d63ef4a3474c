/// A GEOMETRY, in the well-known binary form (WKB) of ISO 13249-3 that the engine itself stores and hands out.
///
/// What is read is little-endian, with 1000, 2000 or 3000 added to the kind for Z, M or both, and has no SRID: a coordinate
/// reference system belongs to the column's type. The bytes are not looked at before they are needed, so that any WKB can
/// be carried.
///
/// The C API cannot make a GEOMETRY of WKB, and the engine does not cast BLOB to one, so a bound geometry passes through
/// its text, ``wellKnownText()``: exact, apart from the bits that tell one NaN from another. Large geometries are cheaper as
/// a BLOB: bind `.blob(geometry.wkb)` to `ST_GeomFromWKB($1)`, which also reads PostGIS's extended form.
public struct Geometry: Sendable, Hashable {
    /// The well-known binary form.
    public let wkb: [UInt8]

    /// Makes a geometry of well-known binary, little or big-endian.
    public init(wkb: [UInt8]) {
        self.wkb = wkb
    }

    /// The well-known text, such as `POINT Z (1 2 3)`.
    ///
    /// Coordinates are the shortest digits that read back the same; the engine writes some with an exponent where this has
    /// none, and the other way around.
    ///
    /// - Throws: `serialization` when the bytes are no well-known binary of the seven kinds of geometry, or are nested
    ///   deeper than 100.
    public func wellKnownText() throws(DuckDBError) -> String {
        try read().text
    }

    private func read() throws(DuckDBError) -> (text: String, isLittleEndian: Bool) {
        var reader = WKBReader(bytes: wkb)
        let text = try reader.geometry(depth: 0)
        guard reader.isAtEnd else { throw WKBReader.malformed("bytes follow its end") }
        return (text, reader.isLittleEndianThroughout)
    }

    /// The engine's form, in which it reads without looking: well-known binary, little-endian.
    ///
    /// - Throws: As ``wellKnownText()``; `unsupportedType` for what is big-endian.
    func engineBytes() throws(DuckDBError) -> [UInt8] {
        guard try read().isLittleEndian else {
            throw DuckDBError(
                code: .unsupportedType,
                message: "Only little-endian binary can be written to GEOMETRY. Bind the value as a parameter instead."
            )
        }
        return wkb
    }
}

extension Geometry: CustomStringConvertible {
    /// The well-known text, or the number of bytes that are none.
    public var description: String {
        (try? wellKnownText()) ?? "GEOMETRY of \(wkb.count) bytes that are no well-known binary"
    }
}
