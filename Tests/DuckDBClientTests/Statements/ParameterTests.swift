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
        "A value that the engine would crash on, or take for another, is refused",
        arguments: [
            Value.time(TimeOfDay(nanoseconds: .max)), .time(TimeOfDay(nanoseconds: -1)),
            .time(TimeOfDay(nanoseconds: 0, utcOffset: 100_000)), .time(TimeOfDay(nanoseconds: 1, utcOffset: 0)),
            .time(TimeOfDay(nanoseconds: 0, utcOffset: 0, hasNanoseconds: true)),
            .timestamp(Timestamp(ticks: 1, unit: .nanoseconds, isUTC: true)),
            .timestamp(Timestamp(ticks: .max - 1, unit: .seconds, isUTC: true)),
            .structure([]), .structure([StructField(name: "a\0b", value: 1)]),
            .structure([StructField(name: "a", value: 1), StructField(name: "A", value: 2)]),
            .structure([
                StructField(name: "", value: 1), StructField(name: "", value: 2), StructField(name: "a", value: 3),
            ]),
            .decimal(FixedDecimal(unscaled: .max, scale: 0)), .decimal(FixedDecimal(unscaled: 1, scale: 39)),
            .bits(BitString([])),
            .array([]), .list([.array([1]), .array([1, 2])]),
            .map([MapEntry(key: nil, value: 1)]), .map([MapEntry(key: 1, value: 1), MapEntry(key: 1, value: 2)]),
            .map([MapEntry(key: 1, value: 1), MapEntry(key: 1.0, value: 2)]),
            .union(member: "a\0b", value: 1), .list([.union(member: "a", value: 1), .union(member: "A", value: 1)]),
            .list([.union(member: "a", value: 1), .union(member: "a", value: "x")]),
            .list((0...256).map { .union(member: "m\($0)", value: 1) }),
            .geometry(Geometry(wkb: [])), .geometry(Geometry(wkb: [1, 2, 0, 0, 0, 255, 255, 255, 255])),
            .variant(.structure([])),
            .variant([1, .structure([StructField(name: "a", value: .array([]))]), .bits(BitString([]))]),
        ]
    )
    func refusesImpossibleValues(value: Value) throws {
        let connection = try Database().connect()
        let nested: [Value] = [
            value, [value, value], .structure([StructField(name: "a", value: value)]), .array([value]),
            .map([MapEntry(key: 1, value: value)]), .union(member: "a", value: value), .variant(value),
        ]
        // A VARIANT takes lists of whatever is in them.
        for value in nested.dropLast(value.isList ? 1 : 0) {
            #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT CAST($1 AS VARCHAR)", [value]) }
        }
        #expect(try connection.fetchOne("SELECT 1")?[0] == 1)
    }

    @Test("The widest and longest that a type takes is taken")
    func takesLimits() throws {
        let connection = try Database().connect()
        let array = Value.array(.init(repeating: 1, count: 99_999))
        #expect(try connection.fetchOne("SELECT len($1)", [array])?[0] == 99_999)
        let number = BigInteger(isNegative: true, magnitude: .init(repeating: 1, count: (1 << 23) - 1))
        // With a name, or the engine would name the column by the digits: to print those of 8 MB takes hours.
        let isSame = try connection.fetchOne("SELECT $1 AS number", [.bigInteger(number)])?[0] == .bigInteger(number)
        #expect(isSame)
        let unions = Value.list((0..<256).map { .union(member: "m\($0)", value: .integer($0)) })
        #expect(try connection.fetchOne("SELECT $1", [unions])?[0] == unions)
    }

    @Test("One more than a type takes is refused")
    func refusesBeyondLimits() throws {
        let connection = try Database().connect()
        let array = Value.array(.init(repeating: 1, count: 100_000))
        #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT len($1)", [array]) }
        let number = BigInteger(isNegative: true, magnitude: .init(repeating: 1, count: 1 << 23))
        #expect(throws: DuckDBError.self) { try connection.fetchOne("SELECT $1", [.bigInteger(number)]) }
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

extension Value {
    fileprivate var isList: Bool {
        switch self {
        case .list, .array: true
        default: false
        }
    }
}
