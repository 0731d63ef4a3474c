import BenchmarkSupport
import LocalServices

/// How long commits to a DuckLake take, its catalogue in PostgreSQL on this machine, by processes and by where the data is.
struct Commits {
    let folder: ScratchFolder
    private static let times = 20

    func measure() async throws -> [Outcome] {
        let postgres = try await PostgreSQL.start()
        let aws = try await Moto.start()
        try await aws.createBucket("scale")
        let catalogues = [try await LakeCatalogue.make(on: postgres), try await LakeCatalogue.make(on: postgres)]
        let bundle = try await ExtensionBundleFolder.all
        let lakes = [
            ("folder", catalogues[0].variables(bundle: bundle, dataPath: folder.path("lake") + "/")),
            ("S3", catalogues[1].variables(bundle: bundle, dataPath: "s3://scale/lake/", on: aws)),
        ]
        var outcomes: [Outcome] = []
        for (place, variables) in lakes { outcomes += try await measure(place, variables) }
        await aws.end()
        await postgres.end()
        return outcomes
    }

    private func measure(_ place: String, _ variables: [String: String]) async throws -> [Outcome] {
        for table in ["events AS SELECT 0 AS id LIMIT 0", "counter AS SELECT 0 AS n"] {
            _ = try await LakeWriters.run([.init(times: 1, "CREATE TABLE lake.\(table)")], variables)
        }
        var outcomes: [Outcome] = []
        for rows in [1, 1000] {
            let insert = "INSERT INTO lake.events SELECT range FROM range(\(rows))"
            for processes in [1, 2, 4] {
                outcomes += try await commits(place, "insert of \(rows)", insert, processes, variables)
            }
        }
        for processes in [1, 2, 4] {
            let increment = "UPDATE lake.counter SET n = n + 1"
            outcomes += try await commits(place, "update of one row", increment, processes, variables)
        }
        return outcomes
    }

    private func commits(
        _ place: String,
        _ what: String,
        _ sql: String,
        _ processes: Int,
        _ variables: [String: String]
    ) async throws -> [Outcome] {
        let job = LakeWriters.Job(times: Self.times, retries: 100, sql)
        let found = try await LakeWriters.run(Array(repeating: job, count: processes), variables)
        let failures = found.flatMap { $0.failures + $0.conflicts }
        guard failures.isEmpty else { throw BenchmarkError("A commit failed: \(failures[0])") }
        let samples = Samples(found.flatMap(\.milliseconds).map { Int64($0 * 1e6) })
        let tries = Double(found.map(\.tries).reduce(0, +)) / Double(processes * Self.times)
        let name = "\(place), \(what), \(processes) process(es)"
        return [
            Outcome(name: "\(name), median", value: samples.median / 1e6, unit: "ms"),
            Outcome(name: "\(name), p95", value: samples.p95 / 1e6, unit: "ms"),
            Outcome(name: "\(name), tries per commit", value: tries, unit: ""),
        ]
    }
}
