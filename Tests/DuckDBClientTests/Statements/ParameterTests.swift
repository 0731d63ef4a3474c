import DuckDBClient
import Testing

@Suite("Parameters")
struct ParameterTests {
    @Test("Named parameters are bound by name, as often as they occur")
    func bindsByName() throws {
        let connection = try Database().connect()
        let row = try connection.fetchOne("SELECT $a || '-' || $b || '-' || $a", ["b": "two", "a": "one"])
        #expect(row?[0] == "one-two-one")
    }

    @Test("A missing and a superfluous name are both named")
    func namesWhatDoesNotFit() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) {
            try connection.fetchAll("SELECT $status", ["state": "secret-x"])
        }
        #expect(error?.code == .parameters)
        #expect(error?.message.contains("missing: $status; not in the statement: $state") == true)
        #expect(error.map { String(reflecting: $0) }?.contains("secret-x") == false)
    }

    @Test("Too few positional parameters are counted")
    func countsPositional() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll("SELECT ?, ?", [1]) }
        #expect(error?.message == "The statement takes 2 parameters, 1 were given.")
    }

    @Test("A bound text is a value, whatever it holds", arguments: ["'; DROP TABLE t; --", "a\0b", "é😀", ""])
    func bindsAnyText(text: String) throws {
        let connection = try Database().connect()
        #expect(try connection.fetchOne("SELECT $1", [.text(text)])?[0] == .text(text))
    }

    @Test("Lists and structures are bound whole")
    func bindsNested() throws {
        let connection = try Database().connect()
        #expect(
            try connection.fetchOne(Int.self, "SELECT count(*) FROM range(9) t(i) WHERE i IN $1", [[1, 2, 40]]) == 2
        )
        let structure = Value.structure([StructField(name: "a", value: 1), StructField(name: "b", value: "x")])
        #expect(try connection.fetchOne("SELECT $1.b, $1.a", [structure])?.values == ["x", 1])
        #expect(try connection.fetchOne("SELECT len($1)", [[]])?[0] == 0)
    }

    @Test("A list takes the type that holds all its elements, or is refused")
    func unifiesLists() throws {
        let connection = try Database().connect()
        #expect(try connection.fetchOne("SELECT $1", [[1, 2.5, nil]])?[0] == [1.0, 2.5, nil])
        #expect(try connection.fetchOne("SELECT $1", [[[], [1], nil]])?[0] == [[], [1], nil])
        let error = #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT $1", [[1, "one"]]) }
        #expect(error?.message.contains("BIGINT and VARCHAR") == true)
    }

    @Test(
        "A value that the engine would crash on is refused",
        arguments: [
            Value.time(TimeOfDay(nanoseconds: .max)), .time(TimeOfDay(nanoseconds: -1)),
            .time(TimeOfDay(nanoseconds: 0, utcOffset: 100_000)), .time(TimeOfDay(nanoseconds: 1, utcOffset: 0)),
            .structure([]), .structure([StructField(name: "a\0b", value: 1)]),
            .structure([StructField(name: "a", value: 1), StructField(name: "A", value: 2)]),
            .decimal(FixedDecimal(unscaled: .max, scale: 0)),
        ]
    )
    func refusesImpossibleValues(value: Value) throws {
        let connection = try Database().connect()
        #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT CAST($1 AS VARCHAR)", [value]) }
        #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT CAST($1 AS VARCHAR)", [[value, value]]) }
    }

    @Test("A list nested deep is bound and comes back")
    func bindsDeepLists() throws {
        let connection = try Database().connect()
        let deep = (0..<30).reduce(Value.list((0..<1000).map { .integer($0) })) { inner, _ in .list([inner]) }
        #expect(try connection.fetchOne("SELECT $1", [deep])?[0] == deep)
    }

    @Test("A statement can be run again with other values")
    func reruns() throws {
        let connection = try Database().connect()
        let statement = try connection.prepare("SELECT $1 + 1")
        for number in [1, 2, 3] as [Int64] {
            var rows = try statement.query([.integer(number)])
            #expect(try rows.next()?[0] == .integer(number + 1))
        }
    }
}
