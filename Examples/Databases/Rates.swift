import DuckDBClient
import DuckDBServerless

struct Rates: BootstrapStep {
    let path: String
    var name: String { "rates" }
    var triggers: [BootstrapTrigger] { [.catalog("rates")] }
    var requirements: [String] { [path] }

    func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        try connection.execute("ATTACH ':memory:' AS rates")
        try connection.execute("CREATE TABLE rates.rates AS FROM read_parquet(\(path))")
    }

    func detach(from connection: borrowing Connection) throws {
        try connection.execute("DETACH DATABASE IF EXISTS rates")
    }
}
