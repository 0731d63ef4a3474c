/// The texts of answers of the Runtime API.
enum Answer {
    static let accepted = text(202, body: #"{"status":"OK"}"#)
    static let invalidState = text(403, body: #"{"errorType":"InvalidStateTransition"}"#)
    static let tooLarge = text(413, body: #"{"errorType":"RequestEntityTooLarge"}"#)
    static let containerError = text(500, body: #"{"errorType":"ContainerError"}"#)

    static func text(_ status: Int, headers: [String] = [], body: String) -> String {
        let lines = ["HTTP/1.1 \(status) Status", "Content-Length: \(body.utf8.count)"] + headers
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    static func invocation(
        _ id: String = "r1",
        event: String = #""in""#,
        headers: [String] = [],
        without omitted: String = "-"
    ) -> String {
        let all = [
            "Lambda-Runtime-Aws-Request-Id: \(id)",
            "Lambda-Runtime-Deadline-Ms: 4102444800000",
            "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:123456789012:function:f",
        ]
        return text(200, headers: all.filter { !$0.hasPrefix(omitted) } + headers, body: event)
    }
}
