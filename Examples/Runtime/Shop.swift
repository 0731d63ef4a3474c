internal import LambdaRuntime
internal import Logging

struct Order: Decodable {
    let number: Int
}

struct Receipt: Encodable {
    let order: Int
    let total: Double
}

struct OrderNotFound: LambdaReportableError {
    let number: Int
    let lambdaErrorType = "Function.OrderNotFound"
    var lambdaErrorMessage: String { "There is no order \(number)." }
}

struct Shop: LambdaHandler {
    private let totals: [Int: Double]

    /// Made once an environment, in INIT: the place for connections, files and engines.
    init() async throws {
        totals = [21: 19.99, 22: 5]
    }

    func handle(_ order: Order, context: LambdaContext) async throws -> Receipt {
        guard let total = totals[order.number] else { throw OrderNotFound(number: order.number) }
        context.logger.info("Sold", metadata: ["order": "\(order.number)"])
        return Receipt(order: order.number, total: total)
    }
}
