import Foundation
import LocalServices
import Testing

@Suite("The page of queries, in a browser")
struct PageTests {
    private static let hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"

    private static let queries = [
        "orders": """
        -- Orders of a customer. \(hostile)
        -- @param customer BIGINT min=1 max=50 -- Number of the customer.
        -- @param status VARCHAR default=open values=open|closed
        -- @param since DATE default=2026-01-31
        -- @param vip BOOLEAN default=true
        -- @param tags VARCHAR[] default=null values=red|green
        -- @param words VARCHAR[] default=null
        -- @param note VARCHAR default=null length=20
        SELECT 9007199254740993 + $customer AS number, $status AS status, $since AS since, $vip AS vip, $tags AS tags,
            $words AS words, NULL AS nothing, 1.50::DECIMAL(4,2) AS price, {'a': 1} AS nested, coalesce($note, '\(
                    hostile.replacing("'", with: "''"))') AS text
        """,
        "many": "SELECT i AS i FROM range(2500) t(i)",
        "none": "SELECT 1 AS one, 'x' AS two WHERE false",
        "wide": """
        -- @param elements INTEGER default=1
        -- @param viewport INTEGER default=2
        SELECT 1 AS z, $elements AS "2", $viewport AS "1", ['}', '"'] AS a
        """,
        "store": "-- @job\n-- @param d JSON\nSELECT $d::JSON ->> '$.a[1]' AS a, json_type($d::JSON) AS kind",
        "tidy": "-- @job\n-- @param name VARCHAR\nCOPY (SELECT $name AS name) TO 'FOLDER/job.csv'",
    ]

    @Test("The queries are listed, and one is run with its defaults and what a person fills in")
    func runs() async throws {
        try await withPage { browser, served in
            #expect(
                try await browser.texts("nav a")
                    == ["many", "none", "orders", "job\nstore", "job\ntidy", "wide", "SQL of your own"].map { $0 }
            )
            try await choose("orders", browser)
            #expect(try await browser.texts("#title") == ["orders"])
            #expect(try await browser.evaluate("document.getElementById('p-customer').type") == "number")
            #expect(try await browser.evaluate("document.getElementById('p-since').type") == "date")
            #expect(try await browser.evaluate("document.getElementById('p-since').value") == "2026-01-31")
            #expect(try await browser.evaluate("document.getElementById('p-vip').checked") == true)
            #expect(try await browser.texts("#p-status option") == ["open", "closed"])
            try await browser.type("3", into: "#p-customer")
            try await browser.click("#p-status option[value=closed]")
            try await browser.click("input[name=tags][value=green]")
            try await browser.type("a, b", into: "#p-words")
            // Enter in a field runs it.
            try await browser.type("\u{E007}", into: "#p-words")
            try await browser.wait(until: "document.querySelector('#rows td')")
            let cells = try await browser.texts("#rows td")
            let expected = [
                "9007199254740996", "closed", "2026-01-31", "true", #"["green"]"#, #"["a","b"]"#, "NULL", "1.50",
            ]
            #expect(Array(cells.prefix(8)) == expected, "digits as they were sent, and what was filled in")
            #expect(cells[8] == #"{"a":1}"#)
            #expect(try await browser.texts("#sum") == ["1 row"])
            #expect(
                try await browser.evaluate("getComputedStyle(document.querySelector('#rows td')).textAlign") == "right"
            )
            #expect(try await browser.texts("#rows td .null") == ["NULL"])
            let line = try await browser.texts("#curl")
            #expect(
                line.first?.hasPrefix("curl 'http://127.0.0.1:\(served.port)/queries/orders?customer=3&status=closed")
                    == true
            )
        }
    }

    @Test("The times of the phases are shown, each with a bar, below the time in all")
    func timings() async throws {
        try await withPage { browser, _ in
            try await choose("none", browser)
            try await browser.click("#run")
            try await browser.wait(until: "document.querySelector('#times')")
            let names = try await browser.texts("#times dt")
            #expect(names.first == "in all" && names.contains("query") && names.contains("encode"))
            #expect(try await browser.texts("#times .ms").allSatisfy { $0.wholeMatch(of: /[0-9.]+ ms/) != nil })
            let widths: [Double] = try await browser.evaluate(
                "[...document.querySelectorAll('#times i')].map(e => e.getBoundingClientRect().width)"
            )
            #expect(widths.count == names.count && widths.allSatisfy { $0 > 0 })
            #expect(widths.max() == widths.first)
            #expect(try await browser.texts("#rows th") == ["one", "two"], "names of columns, also without rows")
            #expect(try await browser.texts("#sum") == ["0 rows"])
        }
    }

    @Test("Streamed answers, whose phases nobody knows when they begin, are shown with the time in all")
    func streamed() async throws {
        try await withPage(environment: ["DUCKDB_RESPONSE_MODE": "stream"]) { browser, _ in
            try await choose("many", browser)
            try await browser.click("#run")
            try await browser.wait(until: "document.querySelector('#times')")
            #expect(try await browser.texts("#sum") == ["2,500 rows"])
            #expect(try await browser.texts("#times dt") == ["in all"])
        }
    }

    @Test("An error is shown at the field that it belongs to, and gone after the next run")
    func faults() async throws {
        try await withPage { browser, _ in
            try await choose("orders", browser)
            try await browser.type("51", into: "#p-customer")
            try await browser.click("#run")
            try await browser.wait(until: "!document.getElementById('p-customer-fault').hidden")
            #expect(try await browser.texts("#p-customer-fault") == ["Must be from 1 to 50."])
            #expect(try await browser.evaluate("document.activeElement.id") == "p-customer")
            #expect(
                try await browser.evaluate("document.getElementById('p-customer').getAttribute('aria-invalid')")
                    == "true"
            )
            try await browser.replace("#p-customer", with: "5")
            try await browser.click("#run")
            try await browser.wait(until: "document.querySelector('#rows td')")
            #expect(try await browser.evaluate("document.getElementById('p-customer-fault').hidden") == true)
        }
    }

    @Test("What looks like HTML, in a description or a row, is shown as the text that it is")
    func hostileTexts() async throws {
        try await withPage { browser, _ in
            try await choose("orders", browser)
            #expect(try await browser.texts("#about") == ["Orders of a customer. \(Self.hostile)"])
            try await browser.type("5", into: "#p-customer")
            try await browser.click("#run")
            try await browser.wait(until: "document.querySelector('#rows td')")
            #expect(try await browser.texts("#rows td").last == Self.hostile)
            #expect(try await browser.evaluate("document.querySelectorAll('main img, main script').length") == 0)
            #expect(try await browser.evaluate("document.title") == "orders · Queries")
            #expect(try await browser.errors() == [])
        }
    }

    @Test("Of many rows the first thousand are shown, all are counted, and the downloads have all")
    func many() async throws {
        try await withPage { browser, served in
            try await choose("many", browser)
            try await browser.click("#run")
            try await browser.wait(until: "document.querySelector('#rows td')")
            #expect(try await browser.texts("#sum") == ["2,500 rows"])
            #expect(try await browser.evaluate("document.querySelectorAll('#rows tbody tr').length") == 1000)
            #expect(
                try await browser.texts(".more") == ["The first 1,000 of 2,500 rows are shown. A download has all."]
            )
            #expect(try await browser.texts(".links a") == ["CSV", "NDJSON", "Parquet"])
            let path: String = try await browser.evaluate("document.querySelector('.links a').getAttribute('href')")
            let file = try await HTTP.get(port: served.port, path: "/" + path)
            #expect(String(decoding: file.body, as: UTF8.self).split(separator: "\r\n").count == 2501)
        }
    }

    @Test("A job is marked, asks before it runs, and does not run when the answer is no")
    func jobs() async throws {
        let scratch = try ScratchFolder()
        let file = scratch.path("job.csv")
        try await withPage(folder: scratch.path) { browser, _ in
            try await choose("tidy", browser)
            #expect(try await browser.texts("#title .badge") == ["job"])
            try await browser.type("planted", into: "#p-name")
            try await browser.click("#run")
            try await browser.wait(until: "document.getElementById('ask').open")
            try await browser.click("#ask .second")
            try await browser.wait(until: "!document.getElementById('ask').open")
            #expect(!FileManager.default.fileExists(atPath: file))
            try await browser.click("#run")
            try await browser.wait(until: "document.getElementById('ask').open")
            try await browser.click("#ask .run")
            try await browser.wait(until: "document.querySelector('#rows td')")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "name\nplanted\n")
        }
    }

    @Test("A document that a job is sent is one, and what is none is told at its field")
    func documents() async throws {
        try await withPage { browser, _ in
            try await choose("store", browser)
            try await browser.type("{\"a\": [", into: "#p-d")
            try await browser.click("#run")
            try await browser.wait(until: "!document.getElementById('p-d-fault').hidden")
            #expect(try await browser.texts("#p-d-fault") == ["This cannot be read as JSON."])
            try await browser.type("1, 9007199254740993]}", into: "#p-d")
            try await browser.click("#run")
            try await browser.wait(until: "document.getElementById('ask').open")
            try await browser.click("#ask .run")
            try await browser.wait(until: "document.querySelector('#rows td')")
            #expect(try await browser.texts("#rows td") == ["9007199254740993", "OBJECT"])
        }
    }

    @Test("Columns are in the order of the statement, and parameters may have any name")
    func names() async throws {
        try await withPage { browser, _ in
            try await choose("wide", browser)
            try await browser.replace("#p-elements", with: "5")
            try await browser.click("#run")
            try await browser.wait(until: "document.querySelector('#rows td')")
            #expect(try await browser.texts("#rows th") == ["z", "2", "1", "a"])
            #expect(try await browser.texts("#rows td") == ["1", "5", "2", #"["}","\""]"#])
            #expect(try await browser.errors() == [])
        }
    }

    @Test("Another address of the query that is open fills its fields anew")
    func addresses() async throws {
        try await withPage { browser, _ in
            try await choose("wide", browser)
            try await browser.replace("#p-viewport", with: "7")
            let _: String = try await browser.evaluate("location.hash = '#/wide?elements=9'")
            try await browser.wait(until: "document.getElementById('p-elements').value === '9'")
            #expect(try await browser.evaluate("document.getElementById('p-viewport').value") == "2")
        }
    }

    @Test("SQL of one's own is run by Ctrl Enter; what the engine says of it is shown")
    func ownSQL() async throws {
        try await withPage { browser, _ in
            try await browser.click("nav a[href='#sql']")
            try await browser.wait(until: "document.getElementById('sql')")
            try await browser.type("SELECT 6 * 7 AS answer", into: "#sql")
            try await browser.type("\u{E009}\u{E007}\u{E000}", into: "#sql")
            try await browser.wait(until: "document.querySelector('#rows td')")
            #expect(try await browser.texts("#rows td") == ["42"])
            try await browser.replace("#sql", with: "SELECT nope")
            try await browser.click("#run")
            try await browser.wait(until: "document.querySelector('.alert')")
            #expect(try await browser.texts(".alert b") == ["DuckDBBinder"])
            #expect(try await browser.texts(".alert pre").first?.contains("\"nope\"") == true)
        }
    }

    @Test(
        "It fits a window of 400 pixels, in the light and in the dark, and every field has a label",
        arguments: ["light", "dark"]
    )
    func narrow(scheme: String) async throws {
        try await withPage { browser, _ in
            try await browser.resize(width: 400, height: 800)
            try await browser.prefer(colorScheme: scheme)
            try await choose("orders", browser)
            try await browser.type("5", into: "#p-customer")
            try await browser.click("#run")
            try await browser.wait(until: "document.querySelector('#rows td')")
            #expect(try await browser.evaluate("document.documentElement.scrollWidth <= 400") == true)
            let ground: String = try await browser.evaluate("getComputedStyle(document.body).backgroundColor")
            #expect(ground == (scheme == "dark" ? "rgb(20, 22, 24)" : "rgb(247, 246, 243)"))
            let unlabelled: [String] = try await browser.evaluate(
                "[...document.querySelectorAll('#form input, #form select')].filter(e => !e.labels.length).map(e => e.id)"
            )
            #expect(unlabelled == [])
        }
    }

    private func choose(_ query: String, _ browser: Browser) async throws {
        try await browser.click("nav a[href='#/\(query)']")
        // The page follows the address, after the click.
        try await browser.wait(until: "document.getElementById('title').innerText.startsWith('\(query)')")
    }

    private func withPage(
        folder: String = "/nowhere",
        environment: [String: String] = [:],
        _ body: (Browser, ServedQueries) async throws -> Void
    ) async throws {
        let queries = Self.queries.mapValues { $0.replacing("FOLDER", with: folder) }
        let served = try await ServedQueries(
            queries,
            environment: environment.merging(["DUCKDB_ADHOC_SQL": "on"]) { $1 }
        )
        let browser = try await Browser.start()
        do {
            try await browser.open(served.url)
            try await browser.wait(until: "document.querySelector('nav a')")
            try await body(browser, served)
        } catch {
            await browser.end()
            await served.end()
            throw error
        }
        await browser.end()
        await served.end()
    }
}
