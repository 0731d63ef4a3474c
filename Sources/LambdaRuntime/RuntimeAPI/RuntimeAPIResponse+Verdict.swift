internal import NIOCore

extension RuntimeAPIResponse {
    /// The status and the beginning of the body, for error messages.
    package var reason: String {
        let excerpt = String(decoding: body.readableBytesView.prefix(512), as: UTF8.self)
        return excerpt.isEmpty ? "HTTP \(status)" : "HTTP \(status): \(excerpt)"
    }

    /// What an answer means that does not accept a response or an error report.
    package var refusal: LambdaRuntimeError {
        guard !isEarly || status >= 400 else {
            return LambdaRuntimeError(
                .responseRejected,
                "The Runtime API answered before the response was whole. \(reason)"
            )
        }
        guard status == 413 else {
            return LambdaRuntimeError(.responseRejected, "Lambda refused what the function answered: \(reason)")
        }
        return LambdaRuntimeError(
            .responseTooLarge,
            "The response is larger than Lambda takes in one piece (6 MB). Return less, or stream the response. \(reason)"
        )
    }
}
