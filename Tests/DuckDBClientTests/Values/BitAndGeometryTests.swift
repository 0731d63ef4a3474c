import DuckDBClient
import Testing

@Suite("BIT and GEOMETRY")
struct BitAndGeometryTests {
    @Test(
        "Bits are the engine's, whatever their number",
        arguments: ["0", "1", "0101", "11111111", "000000001", "1010101010101011"]
    )
    func bits(text: String) throws {
        let bits = try #require(BitString(text))
        #expect(bits.description == text)
        #expect(bits.count == text.count && bits.bytes.count == (text.count + 7) / 8)
        #expect(bits.map { $0 } == text.map { $0 == "1" })
        let row = try Database().connect().fetchOne(
            "SELECT $1 = $2::BIT, $1::VARCHAR, $2::BIT",
            [.bits(bits), .text(text)]
        )
        #expect(row?.values == [true, .text(text), .bits(bits)])
    }

    @Test("What is no row of bits is nil")
    func noBits() {
        #expect(BitString("012") == nil)
        #expect(BitString("")?.isEmpty == true)
    }

    @Test(
        "A geometry's text is the engine's, and the same geometry to it",
        arguments: [
            "POINT (1 2)", "POINT Z (1 2 3)", "POINT M (1 2 3)", "POINT ZM (1 2 3 4)", "POINT EMPTY", "POINT Z EMPTY",
            "POINT (nan 1)", "POINT (0.30000000000000004 -1e-300)", "LINESTRING (inf 1, 2 3)",
            "LINESTRING Z (1 2 3, 4 5 6)",
            "POLYGON ((0 0, 0 1, 1 1, 0 0), (0.1 0.1, 0.2 0.2, 0.3 0.1, 0.1 0.1))", "MULTIPOINT Z (EMPTY, 1 2 3)",
            "MULTILINESTRING ((0 0, 1 1), EMPTY)", "MULTIPOLYGON (((0 0, 0 1, 1 1, 0 0)), EMPTY)",
            "GEOMETRYCOLLECTION ZM (POINT ZM (1 2 3 4), GEOMETRYCOLLECTION ZM EMPTY)",
        ]
    )
    func geometries(text: String) throws {
        let connection = try Database().connect()
        let row = try #require(try connection.fetchOne("SELECT $1::GEOMETRY, $1::GEOMETRY::VARCHAR", [.text(text)]))
        #expect(row[0].engineText == text)
        #expect(row[1] == .text(text))
        let back = try connection.fetchOne(
            "SELECT $1, typeof($1), [$1], ST_GeomFromWKB($2)",
            [row[0], .blob(wkb(row[0]))]
        )
        #expect(back?.values == [row[0], "GEOMETRY", [row[0]], row[0]])
    }

    private func wkb(_ value: Value) -> [UInt8] {
        if case .geometry(let geometry) = value { geometry.wkb } else { [] }
    }

    @Test("A column's coordinate reference system is part of its type")
    func referenceSystem() throws {
        let rows = try Database().connect().query("SELECT 'POINT (1 2)'::GEOMETRY('OGC:CRS84') AS g")
        #expect(rows.columns.first?.type == .geometry(crs: "OGC:CRS84"))
        #expect(rows.columns.first?.type.description == "GEOMETRY('OGC:CRS84')")
    }

    @Test("Big-endian binary is read too")
    func bigEndian() throws {
        let geometry = Geometry(wkb: [0, 0, 0, 0, 1, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0])
        #expect(geometry.description == "POINT (1 2)")
        #expect(try Database().connect().fetchOne("SELECT $1::VARCHAR", [.geometry(geometry)])?[0] == "POINT (1 2)")
    }

    @Test(
        "What is no well-known binary is an error and not a trap, and says so in its text",
        arguments: [
            [], [1], [2, 1, 0, 0, 0], [1, 1, 0, 0, 0, 1], [1, 9, 0, 0, 0], [1, 0xFF, 0xFF, 0xFF, 0xFF],
            [1, 2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], [1, 4, 0, 0, 0, 1, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0],
            [1, 2, 0, 0, 0, 0, 0, 0, 0, 7],
            Array(repeating: [1, 7, 0, 0, 0, 1, 0, 0, 0], count: 10_000).flatMap { $0 },
        ] as [[UInt8]]
    )
    func malformed(wkb: [UInt8]) {
        #expect(throws: DuckDBError.self) { try Geometry(wkb: wkb).wellKnownText() }
        #expect(Geometry(wkb: wkb).description.contains("no well-known binary"))
    }

    @Test("A type that the client does not know is an error that names the cure")
    func unknownType() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) {
            try connection.fetchAll("SELECT sum(i) EXPORT_STATE FROM range(3) t(i)")
        }
        #expect(error?.code == .unsupportedType)
        #expect(error?.message.contains("Cast it in SQL") == true)
    }

    @Test("A value stays small, however large the types that it can be of")
    func size() {
        #expect(MemoryLayout<Value>.stride <= 24)
    }
}
