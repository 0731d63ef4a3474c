import ClientFloor
import DuckDBClient

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

    mutating func add(id: Int64, amount: Double, name: String, ticks: Int64, quantity: Int32?) {
        ids &+= id
        amounts += amount
        name.utf8.withContiguousStorageIfAvailable { for byte in $0 { bytes &+= UInt64(byte) } }
        self.ticks &+= ticks
        if let quantity {
            quantities &+= Int64(quantity)
            present &+= 1
        }
    }

    /// Sums in a copy, as the loop in C does: what the compiler keeps in registers there, it keeps in registers here.
    mutating func add(_ chunk: borrowing DataChunk) throws {
        var sum = self
        let ids = try chunk.column(0).values(Int64.self)
        for row in ids.indices { sum.ids &+= ids[row] }
        let amounts = try chunk.column(1).values(Double.self)
        for row in amounts.indices { sum.amounts += amounts[row] }
        let names = try chunk.column(2).bytes()
        for row in 0..<names.count {
            let name = names[row]
            for index in name.indices { sum.bytes &+= UInt64(name[index]) }
        }
        let ticks = try chunk.column(3).values(Int64.self)
        for row in ticks.indices { sum.ticks &+= ticks[row] }
        let quantities = try chunk.column(4).values(Int32.self)
        let validity = try chunk.column(4).validity
        for row in quantities.indices where validity[row] {
            sum.quantities &+= Int64(quantities[row])
            sum.present &+= 1
        }
        self = sum
    }
}
