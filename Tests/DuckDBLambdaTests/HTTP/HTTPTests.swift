import DuckDBLambda
import Foundation
import Testing

@Suite("Queries over HTTP")
struct HTTPTests {
    private let queries = [
        "numbers": """
        -- The first numbers.
        -- @param most INTEGER default=3 min=0 max=100000
        -- @cache 60
        SELECT i, 'a' || i AS name FROM range($most) t(i)
        """,
        "ids": "-- @param ids INTEGER[] default=1\nSELECT $ids AS ids",
        "text": "-- @param v VARCHAR default=x\nSELECT $v AS v",
        "job": "-- @job\nCREATE OR REPLACE TABLE done AS SELECT 1",
        "broken": "SELECT * FROM no_such_table",
        "divided": "-- @param by INTEGER default=0\nSELECT CAST('x' AS INTEGER) + $by",
    ]

    @Test("GET answers with the rows, by the query string's parameters, in the format of the path or the Accept header")
    func formats() async throws {
        let served = try ServedQueries(queries)
        let json = try await served.request("GET", "/queries/numbers?most=2")
        #expect(json.status == 200)
        #expect(json.text == #"[{"i":0,"name":"a0"},{"i":1,"name":"a1"}]"#)
        #expect(json.headers["content-type"] == "application/json")
        #expect(json.headers["x-row-count"] == "2")
        #expect(json.headers["cache-control"] == "max-age=60")
        #expect(json.headers["server-timing"]?.contains("query;dur=") == true)
        #expect(json.headers["x-request-id"] == "11111111-2222")

        let csv = try await served.request("GET", "/queries/numbers?most=1", headers: ["accept": "text/csv, */*;q=0.1"])
        #expect(csv.headers["content-type"]?.hasPrefix("text/csv") == true)
        #expect(csv.text.hasPrefix("i,name"))
        let lines = try await served.request("GET", "/queries/numbers.ndjson?most=2")
        #expect(lines.text == "{\"i\":0,\"name\":\"a0\"}\n{\"i\":1,\"name\":\"a1\"}\n")
        let parquet = try await served.request("GET", "/queries/numbers.parquet")
        #expect(parquet.body.starts(with: Data("PAR1".utf8)))
        #expect(parquet.body.suffix(4) == Data("PAR1".utf8))

        let none = try await served.request("GET", "/queries/numbers", headers: ["accept": "image/png"])
        #expect(none.status == 406)
        let unknown = try await served.request("GET", "/queries/numbers.xml")
        #expect(unknown.status == 400)
        #expect(unknown.failure.field == "format")
    }

    @Test("POST takes parameters as a JSON object")
    func post() async throws {
        let served = try ServedQueries(queries)
        let answer = try await served.request("POST", "/queries/numbers", body: #"{"most": 1}"#)
        #expect(answer.text == #"[{"i":0,"name":"a0"}]"#)
        #expect(answer.headers["cache-control"] == nil)
        let twice = try await served.request("POST", "/queries/numbers?most=1", body: #"{"most": 1}"#)
        #expect(twice.failure.field == "most")
        let wrong = try await served.request("POST", "/queries/numbers", body: "[1]")
        #expect((wrong.status, wrong.failure.field) == (400, "body"))
    }

    @Test("Query strings are decoded, and lists are between commas or come several times")
    func queryStrings() async throws {
        let served = try ServedQueries(queries)
        #expect(try await served.request("GET", "/queries/text?v=a%20b%2Bc+d%C3%A9").text == #"[{"v":"a b+c dé"}]"#)
        #expect(try await served.request("GET", "/queries/ids?ids=1,2&ids=3").text == #"[{"ids":[1,2,3]}]"#)
        #expect(try await served.request("GET", "/queries/text?v=1&v=2").failure.field == "v")
        for wrong in ["v=%2", "v=%zz", "v=%ff"] {
            #expect(try await served.request("GET", "/queries/text?\(wrong)").status == 400)
        }
    }

    @Test("What does not fit is 400 with the field and the reason, an unknown query 404, a wrong method 405")
    func refusals() async throws {
        let served = try ServedQueries(queries)
        let field = try await served.request("GET", "/queries/numbers?most=-1")
        #expect(field.status == 400)
        #expect(field.failure.field == "most")
        #expect(field.failure.message.contains("from 0 to 100000"))
        #expect(try await served.request("GET", "/queries/none").status == 404)
        #expect(try await served.request("GET", "/nothing/here").status == 404)
        let method = try await served.request("DELETE", "/queries/numbers")
        #expect((method.status, method.headers["allow"]) == (405, "GET, HEAD, POST"))
        #expect(try await served.request("GET", "/queries/text?v=s3://b/k?s3_endpoint=evil").status == 400)
    }

    @Test("The engine's errors have sensible codes, and no internals")
    func engineErrors() async throws {
        let served = try ServedQueries(queries)
        for name in ["broken", "divided"] {
            let answer = try await served.request("GET", "/queries/\(name)")
            #expect(answer.status == 500)
            #expect(!answer.text.contains("no_such_table") && !answer.text.contains("CAST"))
            #expect(answer.text.contains("11111111-2222"))
        }
    }

    @Test("A job answers to POST alone")
    func job() async throws {
        let served = try ServedQueries(queries)
        let get = try await served.request("GET", "/queries/job")
        #expect((get.status, get.headers["allow"]) == (405, "POST"))
        #expect(try await served.request("POST", "/queries/job").status == 200)
    }

    @Test("A query that would change data and is no job does not run")
    func changesData() async throws {
        let served = try ServedQueries([
            "make": "CREATE TABLE made AS SELECT 1",
            "look": "SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = 'made'",
        ])
        #expect(try await served.request("POST", "/queries/make").status == 500)
        #expect(try await served.request("GET", "/queries/look").text == #"[{"n":0}]"#)
    }

    @Test("An answer that the client has already is 304, and HEAD has no body")
    func entityTags() async throws {
        let served = try ServedQueries(queries)
        let first = try await served.request("GET", "/queries/numbers")
        let tag = try #require(first.headers["etag"])
        let second = try await served.request("GET", "/queries/numbers", headers: ["if-none-match": "\(tag) , \"x\""])
        #expect(second.status == 304)
        #expect(second.headers["etag"] == tag)
        #expect(second.headers["cache-control"] == "max-age=60")
        #expect(second.body.isEmpty)
        let other = try await served.request("GET", "/queries/numbers?most=4", headers: ["if-none-match": tag])
        #expect(other.status == 200)
        let head = try await served.request("HEAD", "/queries/numbers")
        #expect((head.status, head.body.count, head.headers["etag"]) == (200, 0, tag))
    }

    @Test("A large answer is compressed where the client takes it, and the same when unpacked")
    func gzip() async throws {
        let served = try ServedQueries(queries)
        let plain = try await served.request("GET", "/queries/numbers?most=10000")
        let packed = try await served.request(
            "GET",
            "/queries/numbers?most=10000",
            headers: ["accept-encoding": "br, gzip"]
        )
        #expect(packed.headers["content-encoding"] == "gzip")
        #expect(packed.body.count < plain.body.count / 4)
        #expect(packed.headers["etag"] == plain.headers["etag"])
        #expect(try Gunzip.text(packed.body) == plain.text)
        let refused = try await served.request(
            "GET",
            "/queries/numbers?most=10000",
            headers: ["accept-encoding": "gzip;q=0"]
        )
        #expect(refused.headers["content-encoding"] == nil)
        let small = try await served.request("GET", "/queries/numbers", headers: ["accept-encoding": "gzip"])
        #expect(small.headers["content-encoding"] == nil)
    }

    @Test("Pages of the configured origins may read answers, others not")
    func crossOrigin() async throws {
        let served = try ServedQueries(queries) { $0.origins = ["https://a.example"] }
        let allowed = try await served.request("GET", "/queries/numbers", headers: ["origin": "https://a.example"])
        #expect(allowed.headers["access-control-allow-origin"] == "https://a.example")
        #expect(allowed.headers["vary"]?.contains("origin") == true)
        let other = try await served.request("GET", "/queries/numbers", headers: ["origin": "https://b.example"])
        #expect(other.headers["access-control-allow-origin"] == nil)
        let preflight = try await served.request(
            "OPTIONS",
            "/queries/numbers",
            headers: ["origin": "https://a.example"]
        )
        #expect(preflight.status == 204)
        #expect(preflight.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS")
        #expect(preflight.headers["access-control-allow-origin"] == "https://a.example")
        let none = try await ServedQueries(queries).request("GET", "/", headers: ["origin": "https://a.example"])
        #expect(none.headers["access-control-allow-origin"] == nil)
    }

    @Test("What changes something takes no request from a page of another origin")
    func foreignPages() async throws {
        let served = try ServedQueries(queries) { $0.origins = ["https://a.example"] }
        let post = { (headers: [String: String]) in
            try await served.request("POST", "/queries/job", headers: headers.merging(["host": "f.example"]) { $1 })
                .status
        }
        #expect(try await post(["origin": "https://evil.example"]) == 403)
        #expect(try await post(["origin": "null"]) == 403)
        #expect(try await post(["sec-fetch-site": "cross-site"]) == 403)
        #expect(try await post(["origin": "https://a.example", "sec-fetch-site": "cross-site"]) == 200)
        #expect(try await post(["origin": "https://f.example"]) == 200)
        #expect(try await post([:]) == 200)
    }

    @Test(
        "A path has one spelling",
        arguments: [
            "/queries//numbers", "//queries/numbers", "/queries/numbers/", "//sql", "/queries/numbers/x",
            "/openapi.json/",
        ]
    )
    func spellings(path: String) async throws {
        let served = try ServedQueries(queries) { $0.allowsSQL = true }
        #expect(try await served.request("GET", path).status == 404)
        #expect(try await served.request("POST", path, body: "SELECT 1").status == 404)
    }

    @Test("Elements of a list may have commas that are encoded")
    func encodedCommas() async throws {
        let served = try ServedQueries(["texts": "-- @param v VARCHAR[]\nSELECT $v AS v"])
        #expect(try await served.request("GET", "/queries/texts?v=a%2Cb,c&v=d").text == #"[{"v":["a,b","c","d"]}]"#)
    }

    @Test("EXPLAIN, which may run what follows it, is no query that only reads")
    func explain() async throws {
        let served = try ServedQueries(["e": "EXPLAIN ANALYZE SELECT 1"])
        #expect(try await served.request("GET", "/queries/e").status == 500)
    }

    @Test("A statement that ends the engine costs one answer, and not the next", arguments: [true, false])
    func endedEngine(ownSQL: Bool) async throws {
        let fatal = "SELECT [v]::JSON FROM (SELECT unnest([1,2])::VARIANT v)"
        let served = try ServedQueries(["fatal": fatal, "one": "SELECT 1 AS one"]) { $0.allowsSQL = true }
        if ownSQL {
            #expect(try await served.request("POST", "/sql", body: fatal).status == 403)
        } else {
            #expect(try await served.request("GET", "/queries/fatal").status == 500)
        }
        #expect(try await served.request("GET", "/queries/one").text == #"[{"one":1}]"#)
        #expect(try await served.request("POST", "/sql", body: "SELECT 2 AS two").text == #"[{"two":2}]"#)
    }

    @Test("A request larger than anybody asks with is refused")
    func largeRequest() async throws {
        let served = try ServedQueries(queries)
        let body = "{\"most\": \"\(String(repeating: "1", count: 1_100_000))\"}"
        #expect(try await served.request("POST", "/queries/numbers", body: body).status == 400)
    }

    @Test("A stage in front of the path is not part of it")
    func stage() async throws {
        let served = try ServedQueries(queries)
        #expect(try await served.request("GET", "/prod/queries/numbers", stage: "prod").status == 200)
        #expect(try await served.request("GET", "/prod", stage: "prod").status == 200)
        #expect(try await served.request("GET", "/prod/", stage: "prod").status == 200)
        #expect(try await served.request("GET", "/production", stage: "prod").status == 404)
    }

    @Test("GET / lists the queries, for browsers as a page where there is one")
    func index() async throws {
        let served = try ServedQueries(queries, page: "<p>page</p>")
        let list = try await served.request("GET", "/", headers: ["accept": "*/*"])
        let object = try #require(try JSONSerialization.jsonObject(with: list.body) as? [String: Any])
        let entries = try #require(object["queries"] as? [[String: Any]])
        #expect(entries.compactMap { $0["name"] as? String } == queries.keys.sorted())
        let numbers = try #require(entries.first { $0["name"] as? String == "numbers" })
        #expect(numbers["description"] as? String == "The first numbers.")
        let parameter = try #require((numbers["parameters"] as? [[String: Any]])?.first)
        #expect(parameter["maximum"] as? String == "100000")
        let page = try await served.request("GET", "/", headers: ["accept": "text/html,application/json;q=0.9"])
        #expect(page.text == "<p>page</p>")
        #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
    }

    @Test("SQL of a caller's is taken only where that is switched on, and then in the hardened profile")
    func ownSQL() async throws {
        let off = try ServedQueries(queries)
        #expect(try await off.request("POST", "/sql", body: "SELECT 1").status == 403)
        let served = try ServedQueries(queries) { $0.allowsSQL = true }
        #expect(try await served.request("POST", "/sql", body: "SELECT 1 AS one").text == #"[{"one":1}]"#)
        let json = ["content-type": "application/json"]
        let bound = try await served.request(
            "POST",
            "/sql.csv",
            headers: json,
            body: #"{"sql": "SELECT $v AS v", "parameters": {"v": 5}}"#
        )
        #expect(bound.text.split(whereSeparator: \.isNewline) == ["v", "5"])
        for refused in [
            "CREATE TABLE t AS SELECT 1", "SELECT * FROM read_text('/etc/passwd')", "SELECT 1; SELECT 2",
            "SET threads = 1",
        ] {
            #expect(try await served.request("POST", "/sql", body: refused).status == 403)
        }
        let wrong = try await served.request("POST", "/sql", body: "SELECT nothing FROM nowhere")
        #expect(wrong.status == 400)
        #expect(wrong.failure.message.contains("nowhere"))
        #expect(try await served.request("GET", "/sql").status == 405)
        #expect(try await served.request("POST", "/sql", headers: json, body: #"{"query": "numbers"}"#).status == 400)
    }

    @Test("More than Lambda takes is 413 with the two ways out")
    func tooLarge() async throws {
        let served = try ServedQueries(["wide": "SELECT repeat('x', 1000) AS x FROM range(7000)"])
        let answer = try await served.request("GET", "/queries/wide")
        #expect(answer.status == 413)
        #expect(answer.failure.message.contains("DUCKDB_RESPONSE_MODE=stream"))
        #expect(answer.failure.message.contains("DUCKDB_RESULT_LOCATION"))
        // Compressed it fits.
        let packed = try await served.request("GET", "/queries/wide", headers: ["accept-encoding": "gzip"])
        #expect(packed.status == 200)
        // What grows by its escapes is measured as Lambda does.
        let quotes = try ServedQueries(["quotes": "SELECT repeat('\"', 1000) AS x FROM range(2500)"])
        #expect(try await quotes.request("GET", "/queries/quotes").status == 413)
        let rows = try ServedQueries(queries) { $0.maximumRows = 2 }
        #expect(try await rows.request("GET", "/queries/numbers").failure.message.contains("2 rows"))
    }

    @Test("A query that runs out of time is 504 with the phase it was in, and the next one is answered")
    func deadline() async throws {
        var served = try ServedQueries([
            "slow": "SELECT count(*) FROM range(1000000000) a, range(1000) b", "one": "SELECT 1 AS one",
        ])
        served.remaining = .milliseconds(900)
        let answer = try await served.request("GET", "/queries/slow")
        #expect(answer.status == 504)
        #expect(answer.failure.message.contains("in the phase \"query\""))
        #expect(try await served.request("GET", "/queries/one").text == #"[{"one":1}]"#)
    }

    @Test("OpenAPI describes each query with types and limits")
    func openAPI() async throws {
        let served = try ServedQueries(queries)
        let answer = try await served.request("GET", "/openapi.json")
        let document = try #require(try JSONSerialization.jsonObject(with: answer.body) as? [String: Any])
        #expect(document["openapi"] as? String == "3.1.0")
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        #expect(Set(paths.keys) == Set(queries.keys.map { "/queries/\($0)" }))
        let get = try #require(paths["/queries/numbers"]?["get"] as? [String: Any])
        #expect(get["summary"] as? String == "The first numbers.")
        let parameter = try #require((get["parameters"] as? [[String: Any]])?.first)
        #expect(parameter["required"] as? Bool == false)
        let schema = try #require(parameter["schema"] as? [String: Any])
        #expect(schema["type"] as? String == "integer")
        #expect(schema["minimum"] as? Int == 0)
        #expect(schema["maximum"] as? Int == 100000)
        #expect(schema["default"] as? Int == 3)
        #expect(paths["/queries/job"]?["get"] == nil)
    }
}
