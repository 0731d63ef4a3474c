/// A ratio that was asked for, as the report states it.
struct Target {
    enum Limit {
        /// The client takes at most so many times as long as its peer.
        case asLong(Double)
        /// The peer takes at least so many times as long as the client.
        case asFast(Double)
    }

    let name: String
    let client: String
    let peer: String
    let limit: Limit

    static let all = [
        Target(
            name: "typed columns / C loop",
            client: Reader.typedColumns.name,
            peer: Reading.floor,
            limit: .asLong(1.15)
        ),
        Target(name: "tuples / C loop", client: Reader.tuples.name, peer: Reading.floor, limit: .asLong(2.5)),
        Target(
            name: "Python fetchall() / Decodable structs (at least)",
            client: Reader.decodable.name,
            peer: Reading.fetchall,
            limit: .asFast(3)
        ),
        Target(
            name: "open + connect + SELECT 1 + close / C",
            client: Lifecycle.cycleSwift,
            peer: Lifecycle.cycleFloor,
            limit: .asLong(1.05)
        ),
        Target(
            name: "connect + query + disconnect / C",
            client: Lifecycle.visitSwift,
            peer: Lifecycle.visitFloor,
            limit: .asLong(1.2)
        ),
    ]
}

/// A target and what was measured for it.
struct Outcome {
    let target: Target
    let value: Double
    let limit: Double
    let isMet: Bool

    init(target: Target, client: Double, peer: Double) {
        self.target = target
        switch target.limit {
        case .asLong(let limit):
            value = client / peer
            self.limit = limit
            isMet = value <= limit
        case .asFast(let limit):
            value = peer / client
            self.limit = limit
            isMet = value >= limit
        }
    }
}
