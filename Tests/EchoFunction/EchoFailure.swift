struct EchoFailure: Error, CustomStringConvertible {
    let description: String
}
