internal import LambdaRuntime
internal import Logging
internal import NIOCore

/// The handlers of a closure: with a decoded event, without an answer, with bytes, with a stream.
let total = LambdaRuntime { (order: Order, context: LambdaContext) in
    Receipt(order: order.number, total: 19.99)
}
let notice = LambdaRuntime { (order: Order, context: LambdaContext) in
    context.logger.info("Order \(order.number)")
}
let bytes = LambdaRuntime { (event: ByteBuffer, context: LambdaContext) -> ByteBuffer in
    event
}
let stream = LambdaRuntime { (event: ByteBuffer, writer: any LambdaResponseStreamWriter, context: LambdaContext) in
    try await writer.write(ByteBuffer(string: "begin "))
    try await writer.writeAndFinish(event)
}
