import ClientFloor

/// What every reader makes of the rows, so that each proves to have read them all.
struct Checksum: Equatable, Decodable {
    var ids: Int64 = 0
    var amounts = 0.0
    var bytes: UInt64 = 0
    var ticks: Int64 = 0
    var quantities: Int64 = 0
    var present: Int64 = 0

    init() {}

    init(_ sums: floor_checksum) {
        ids = sums.ids
        amounts = sums.amounts
        bytes = sums.bytes
        ticks = sums.ticks
        quantities = sums.quantities
        present = sums.present
    }

    mutating func add(id: Int64, amount: Double, name: some Sequence<UInt8>, ticks: Int64, quantity: Int32?) {
        ids &+= id
        amounts += amount
        bytes &+= name.reduce(0) { $0 &+ UInt64($1) }
        self.ticks &+= ticks
        if let quantity {
            quantities &+= Int64(quantity)
            present &+= 1
        }
    }
}
