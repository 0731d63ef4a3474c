import DuckDBClient
import DuckDBLambda
import Foundation
import NIOCore
import Testing

/// The engine's own table of the least and the greatest value of each of its types, and NULL.
@Suite("Every type of the engine")
struct AllTypesTests {
    /// Those whose text is the engine's own: what it casts to VARCHAR.
    private static let likeText = [
        "bool", "tinyint", "smallint", "int", "bigint", "hugeint", "uhugeint", "utinyint", "usmallint", "uint",
        "ubigint",
        "bignum", "dec_4_1", "dec_9_4", "dec_18_6", "dec38_10", "uuid", "varchar", "bit", "small_enum", "medium_enum",
        "large_enum", "time", "time_ns",
    ]

    @Test("Numbers, texts and the like are the engine's own text", arguments: likeText)
    func asText(column: String) throws {
        let connection = try Database().connect()
        let name = SQL.identifier(column)
        let own = try connection.fetchAll(String?.self, "SELECT " + name + "::VARCHAR FROM test_all_types()")
        var options = ResultOptions()
        // Foundation's reader knows no number of so many digits as a BIGNUM has.
        options.largeNumbersAsText = true
        let query = "SELECT " + name + " AS v FROM test_all_types()"
        let text = try encoded(query, as: .columns, options: options, on: connection)
        let read = try JSONDecoder().decode([String: [JSONText]].self, from: Data(text.utf8))
        #expect(read["v"]?.map(\.text) == own)
    }

    /// Those whose JSON is the engine's own, apart from spaces.
    private static let likeJSON = [
        "int_array", "varchar_array", "nested_int_array", "struct", "struct_of_arrays", "array_of_structs", "map",
        "fixed_int_array", "fixed_varchar_array", "fixed_nested_int_array", "fixed_nested_varchar_array",
        "fixed_struct_array", "struct_of_fixed_array", "fixed_array_of_int_list", "list_of_fixed_int_array", "union",
    ]

    @Test("What is nested is the engine's own JSON", arguments: likeJSON)
    func asJSON(column: String) throws {
        let connection = try Database().connect()
        let name = SQL.identifier(column)
        let own = try connection.fetchAll(String?.self, "SELECT to_json(" + name + ")::VARCHAR FROM test_all_types()")
        let text = try encoded("SELECT " + name + " AS v FROM test_all_types()", as: .ndjson, on: connection)
        #expect(text.split(separator: "\n").map { $0.dropFirst(5).dropLast() } == own.map { "\($0 ?? "null")" })
    }

    @Test("What a column writes, a VARIANT of it writes too")
    func variants() throws {
        let connection = try Database().connect()
        let columns = try connection.query("FROM test_all_types()").columns.map(\.name)
        // In a VARIANT an ENUM is a text, a MAP a list of pairs and a UNION its value, as the engine stores them.
        for column in columns where !["map", "union"].contains(column) {
            let name = SQL.identifier(column)
            let plain = try encoded("SELECT [" + name + "] AS v FROM test_all_types()", as: .json, on: connection)
            let variant = try encoded(
                "SELECT [" + name + "]::VARIANT AS v FROM test_all_types()",
                as: .json,
                on: connection
            )
            #expect(variant == plain, "\(column)")
        }
    }

    @Test("All of them together are valid in each format")
    func together() throws {
        let connection = try Database().connect()
        for format in [ResultFormat.json, .columns, .ndjson] {
            let text = try encoded("FROM test_all_types()", as: format, on: connection)
            let documents = format == .ndjson ? text.split(separator: "\n").map(String.init) : [text]
            #expect(documents.count == (format == .ndjson ? 3 : 1))
            for document in documents { _ = try JSONSerialization.jsonObject(with: Data(document.utf8)) }
        }
        let csv = try encoded("FROM test_all_types()", as: .csv, on: connection)
        #expect(csv.hasPrefix("bool,tinyint,"))
    }
}

/// A JSON scalar as the text that it has.
private struct JSONText: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            text = nil
        } else if let flag = try? container.decode(Bool.self) {
            text = "\(flag)"
        } else if let string = try? container.decode(String.self) {
            text = string
        } else {
            text = "\(try container.decode(Decimal.self))"
        }
    }
}
