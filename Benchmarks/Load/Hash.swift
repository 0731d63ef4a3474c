import BenchmarkSupport
import DuckDBServerless
import Foundation

/// Hashing the bundle's files, in turn with what OpenSSL reaches on the same core, in gigabytes a second.
struct Hash {
    let files: [String]
    private static let rounds = 15

    struct Rates {
        let files: Rate
        let openssl: Rate
    }

    func measure() throws -> Rates {
        let size = try files.reduce(0) { $0 + (try ExtensionFile(path: $1).size) }
        var files: [Double] = []
        var openssl: [Double] = []
        _ = try hash()
        for _ in 0..<Self.rounds {
            files.append(Double(size) / Double(try hash()))
            openssl.append(try Self.openssl())
        }
        let rates = Rates(files: Rate(files), openssl: Rate(openssl))
        print("SHA-256 on one core: GB/s, \(Self.rounds) rounds in turn")
        print("  " + pad("the bundle's files, \(size / 1_000_000) MB in the page cache", 52) + rates.files.text)
        print("  " + pad("openssl speed -bytes 1048576 sha256", 52) + rates.openssl.text + "\n")
        return rates
    }

    private func hash() throws -> Int64 {
        let start = Clock.now
        for file in files { _ = try ExtensionFile(path: file).piecewiseSHA256(threads: 1) }
        return Clock.now - start
    }

    /// The last word of its report is such as `1805647.87k`, in thousands of bytes a second.
    private static func openssl() throws -> Double {
        let arguments = ["openssl", "speed", "-mr", "-seconds", "1", "-bytes", "1048576", "sha256"]
        let output = try Command(program: "/usr/bin/env", arguments: arguments).run().output
        guard let last = output.split(separator: "\n").last(where: { $0.hasPrefix("+F:") })?.split(separator: ":").last,
            let rate = Double(last)
        else { throw BenchmarkError("openssl did not tell a rate: \(output)") }
        return rate / 1e9
    }
}

/// Rates over all rounds.
struct Rate {
    private let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    var median: Double { sorted[sorted.count / 2] }

    var text: String {
        "\(decimals(median, 3))  (\(decimals(sorted[0], 3)) to \(decimals(sorted[sorted.count - 1], 3)))"
    }
}
