import ArgumentParser

/// Everything that was looked at.
struct DoctorReport: CommandReport {
    let findings: [Finding]

    var exitCode: ExitCode { count(.failure) == 0 ? .success : .failure }

    var text: String {
        let width = findings.map(\.check.count).max() ?? 0
        let lines = findings.flatMap { finding in
            let space = String(repeating: " ", count: width - finding.check.count)
            let state = finding.state.rawValue
            let head = "\(state)\(String(repeating: " ", count: 7 - state.count))  \(finding.check)\(space)  "
            let remedy = finding.remedy.map { String(repeating: " ", count: head.count) + "→ \($0)" }
            return [head + finding.message, remedy].compactMap(\.self)
        }
        return (lines + ["", verdict]).joined(separator: "\n")
    }

    private var verdict: String {
        let warnings = count(.warning) == 0 ? "" : ", \(count(.warning)) to think about"
        let failures = count(.failure)
        return failures == 0 ? "A function would work here\(warnings)." : "\(failures) to mend\(warnings)."
    }

    private func count(_ state: Finding.State) -> Int { findings.count { $0.state == state } }
}
