import ArgumentParser
import BenchmarkSupport
import Foundation
import LocalServices

/// Cold starts under AWS's emulator: the function, the Python wrapper and the engine calls alone.
@main
struct ColdBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cold-benchmark")

    @Option(help: "The deployable function's folder.") var function: String
    @Option(help: "The program of the engine calls alone.") var floor: String
    @Option(help: "The Python of the wrapper's environment.") var python: String
    @Option(help: "The wrapper's folder.") var wrapper: String
    @Option(help: "The extensions' folder.") var bundle: String
    @Option(help: "PEER,KIND,BYTES,WHAT IT HOLDS: a package whose size counts.") var package: [Package] = []
    @Option(help: "Where the data go.") var output: String
    @Option(help: "How many cold starts of each.") var coldStarts = 15
    @Option(help: "How many warm invocations of each.") var warmInvocations = 200
    @Option(help: "Only this share of the CPU; may be repeated.") var share: [String] = []
    @Option(help: "Only this scenario; may be repeated.") var scenario: [String] = []
    @Option(help: "Only this peer; may be repeated.") var peer: [String] = []

    func validate() throws {
        guard coldStarts > 0, warmInvocations >= 0 else {
            throw ValidationError("--cold-starts takes 1 or more, --warm-invocations 0 or more.")
        }
    }

    func run() async throws {
        guard !Machine.isDebugBuild else { throw BenchmarkError("A debug build says nothing. Run `make bench-cold`.") }
        let machine = Machine.description
        let date = Date().formatted(.iso8601)
        let (shares, absent) = Self.shares
        let servers = try await Servers(bundle: bundle)
        let programs = Programs(function: function, floor: floor, python: python, wrapper: wrapper)
        let run = Run(
            peers: Peer.all(programs, servers).filter { peer.isEmpty || peer.contains($0.name) },
            scenarios: servers.scenarios.filter { scenario.isEmpty || scenario.contains($0.name) },
            shares: shares.filter { share.isEmpty || share.contains($0.name) },
            servers: servers,
            coldStarts: coldStarts,
            warmInvocations: warmInvocations
        )
        guard !run.peers.isEmpty, !run.scenarios.isEmpty, !run.shares.isEmpty else {
            throw BenchmarkError("there is no such share, scenario or peer, or it cannot be measured here")
        }
        let readings = try await run.readings()
        await servers.end()
        let outcomes = Targets(readings: readings, packages: package).outcomes(run.shares)
        let report = Report(run: run, readings: readings)
        print("Machine: \(machine); at the end load \(Machine.load)\n")
        print(report.text + "What was asked for\n" + outcomes.map(\.text).joined())
        try Figures(
            date: date,
            machine: machine,
            loadAtEnd: Machine.load,
            kernel: Machine.kernel,
            emulator: "AWS's runtime interface emulator, aws-lambda-rie",
            coldStarts: coldStarts,
            warmInvocations: warmInvocations,
            shares: run.shares.map { Figures.Share(name: $0.name, detail: $0.detail) } + absent,
            peers: run.peers.map { Figures.Named(name: $0.name, title: $0.title) },
            scenarios: run.scenarios.map { Figures.Named(name: $0.name, title: $0.title) },
            measurements: readings.map(Figures.Measurement.init),
            timelines: readings.compactMap(Figures.Timeline.init),
            packages: package,
            targets: outcomes.compactMap(Figures.Target.init)
        ).write(to: output)
        print(try Outcome.json("cold", outcomes))
    }

    /// Those that this machine has, and why it has not the other.
    private static var shares: (present: [CPUShare], absent: [Figures.Share]) {
        do {
            return ([.twoCores, .oneCore, .quota(try QuotaGroup())], [])
        } catch {
            let absent = Figures.Share(name: CPUShare.quotaName, detail: CPUShare.quotaDetail, absent: "\(error)")
            return ([.twoCores, .oneCore], [absent])
        }
    }
}
