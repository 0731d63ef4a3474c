import BenchmarkSupport

/// What was measured, for people.
struct Report {
    let run: Run
    let readings: [Readings]

    var text: String {
        run.shares.map { share in
            let title = "\(share.name), cold starts: milliseconds, \(run.coldStarts) in turn after a warm-up\n"
            let groups = run.scenarios.map { "\($0.title)\n\(Table.header)\n" + lines(share, $0) }
            return title + groups.joined() + "\n"
        }.joined()
    }

    private func lines(_ share: CPUShare, _ scenario: Scenario) -> String {
        readings.filter { $0.share == share.name && $0.scenario == scenario.name }.map { reading in
            var lines = [
                Table.line(reading.peer, reading.samples(\.wall)),
                Table.line("\(reading.peer), CPU", reading.samples(\.cpu)),
            ]
            if !reading.warm.isEmpty { lines.append(Table.line("\(reading.peer), warm", Samples(reading.warm))) }
            return lines.joined(separator: "\n") + "\n"
        }.joined()
    }
}
