import BenchmarkSupport

/// A ratio that was asked for, as the report states it.
struct Target {
    let name: String
    let client: String
    let peer: String
    // At most: the client's time by the peer's. At least: the peer's by the client's.
    let limit: Outcome.Limit

    static let all = [
        Target(
            name: "typed columns / C loop",
            client: Reader.typedColumns.name,
            peer: Reading.floor,
            limit: .atMost(1.15)
        ),
        Target(name: "tuples / C loop", client: Reader.tuples.name, peer: Reading.floor, limit: .atMost(2.5)),
        Target(
            name: "Python fetchall() / Decodable structs",
            client: Reader.decodable.name,
            peer: Reading.fetchall,
            limit: .atLeast(3)
        ),
        Target(
            name: "open + connect + SELECT 1 + close / C",
            client: Lifecycle.cycleSwift,
            peer: Lifecycle.cycleFloor,
            limit: .atMost(1.05)
        ),
        Target(
            name: "connect + query + disconnect / C",
            client: Lifecycle.visitSwift,
            peer: Lifecycle.visitFloor,
            limit: .atMost(1.2)
        ),
    ]

    func outcome(client: Double, peer: Double) -> Outcome {
        let ratio = if case .atMost = limit { client / peer } else { peer / client }
        return Outcome(name: name, value: ratio, limit: limit)
    }
}
