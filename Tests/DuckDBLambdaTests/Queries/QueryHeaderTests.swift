import DuckDBLambda
import Testing

@Suite("The header of a query's file")
struct QueryHeaderTests {
    private func header(_ text: String) throws -> QueryHeader {
        try NamedQuery(name: "q", text: text).header
    }

    @Test("Has description, parameters with all their options, and marks, up to the first line of SQL")
    func everything() throws {
        let header = try header(
            """
            -- Orders of a customer,
            -- newest first.
            --
            -- One line a paragraph.

            -- @param customer BIGINT min=1 max=99 -- The customer's number.
            -- @param since TIMESTAMP WITH TIME ZONE default='2024-01-01 00:00:00+00'
            --   @param kind VARCHAR default=null values=a|b length=3
            -- @param ids DECIMAL(10, 2)[]
            -- @cache 60
            -- @job
            SELECT 1
            -- @param late INTEGER
            """
        )
        #expect(header.description == "Orders of a customer, newest first.\nOne line a paragraph.")
        #expect(header.parameters.map(\.name) == ["customer", "since", "kind", "ids"])
        #expect(header.parameters.map(\.type) == ["BIGINT", "TIMESTAMP WITH TIME ZONE", "VARCHAR", "DECIMAL(10, 2)[]"])
        let customer = header.parameters[0]
        #expect((customer.minimum, customer.maximum, customer.defaultValue) == ("1", "99", nil))
        #expect(customer.description == "The customer's number.")
        #expect(header.parameters[1].defaultValue == .value("2024-01-01 00:00:00+00"))
        #expect(header.parameters[2].defaultValue == .null)
        #expect(header.parameters[2].values == ["a", "b"])
        #expect(header.parameters[2].length == 3)
        #expect(header.parameters[3].isList)
        #expect(header.parameters[3].elementType == "DECIMAL(10, 2)")
        #expect(header.isJob)
        #expect(header.cacheSeconds == 60)
    }

    @Test(
        "May be missing",
        arguments: ["SELECT 1", "", "\n\nSELECT 1 -- @param x INTEGER", "/* @param x INTEGER */ SELECT 1"]
    )
    func missing(text: String) throws {
        let header = try header(text)
        #expect(header.parameters.isEmpty)
        #expect(header.description.isEmpty)
    }

    @Test(
        "Is refused with file, line and reason",
        arguments: [
            ("-- @parm x INTEGER", "@parm is not known"),
            ("-- @param", "a name"),
            ("-- @param 1x INTEGER", "a name"),
            ("-- @param x", "a type"),
            ("-- @param x INTEGER); DROP TABLE t", "a type"),
            ("-- @param x 'INTEGER'' AS y", "a type"),
            ("-- @param x INTEGER mn=1", "mn=1"),
            ("-- @param x INTEGER min=1 nonsense", "nonsense"),
            ("-- @param x INTEGER min=1 min=2", "twice"),
            ("-- @param x VARCHAR length=none", "length"),
            ("-- @param x INTEGER\n-- @param x INTEGER", "declared twice"),
            ("-- @param x INTEGER max=1e6", "max=1e6 is no limit"),
            ("-- @param x VARCHAR min=a", "min=a is no limit"),
            ("-- @param x DATE length=3", "length="),
            ("-- @param x ANY values=a", "values="),
            ("-- @param x INTEGER default=a", "default=a"),
            ("-- @param x INTEGER default=9 max=8", "default=9"),
            ("-- @param x JSON default='{'", "default={"),
            ("-- @param x VARCHAR default='a b values=c|d", "not closed"),
            ("-- @cache soon", "@cache"),
            ("-- @job now", "@job"),
        ]
    )
    func refused(text: String, reason: String) throws {
        let error = #expect(throws: QueryFileError.self) { try header("-- A query.\n\(text)\nSELECT 1") }
        #expect(error?.code == .invalidHeader)
        #expect(error?.message.contains("q.sql") == true)
        #expect(error?.message.contains("line \(1 + text.split(separator: "\n").count)") == true)
        #expect(error?.message.contains(reason) == true)
    }

    @Test(
        "Names of files that could not stand in a URL as they are are refused",
        arguments: ["", "a.b", "a/b", "ä", "a b"]
    )
    func names(name: String) {
        #expect(throws: QueryFileError.self) { try NamedQuery(name: name, text: "SELECT 1") }
    }
}
