import Foundation
import LambdaRuntime
import NIOCore
import Testing

@Suite("Errors as Lambda takes them")
struct LambdaErrorReportTests {
    struct Generic<Value>: Error {}
    struct V2_http3Error: Error {}
    struct É: Error {}

    struct Reported: LambdaReportableError {
        let lambdaErrorType: String
        var lambdaErrorMessage = "m"
    }

    private func object(_ json: Data) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    }

    @Test(
        "Any Swift error type becomes a type Lambda accepts",
        arguments: [
            (OrderFailure() as any Error, "Function.OrderFailure"),
            (Generic<[Int]>(), "Function.Generic"),
            (V2_http3Error(), "Function.VhttpError"),
            (É(), "Function.UnknownError"),
            (CancellationError(), "Function.CancellationError"),
            (Reported(lambdaErrorType: "Function.QueryBinder"), "Function.QueryBinder"),
            (Reported(lambdaErrorType: "Runtime.Deadline"), "Runtime.Deadline"),
            (Reported(lambdaErrorType: "queryBinder"), "Function.QueryBinder"),
            (Reported(lambdaErrorType: "Function.a1\r\nX: y"), "Function.AXy"),
            (Reported(lambdaErrorType: ""), "Function.UnknownError"),
            (Reported(lambdaErrorType: "Function."), "Function.UnknownError"),
        ]
    )
    func type(error: any Error, expected: String) {
        let type = LambdaErrorReport(error).type.rawValue
        #expect(type == expected)
        #expect(type.wholeMatch(of: /(Runtime|Function)\.[A-Z][a-zA-Z]+/) != nil)
    }

    @Test(
        "Any message survives the way through JSON",
        arguments: [
            "LINE 1: SELECT \"a\"\n               ^", "tab\tnul\u{0}escape\u{1b}return\r", #"back\slash "quote" /"#,
            "ünï 🦆\u{2028}", "",
        ]
    )
    func escaping(message: String) throws {
        let report = LambdaErrorReport(OrderFailure(message))
        let object = try object(Data(report.json.readableBytesView))
        #expect(object["errorMessage"] as? String == message)
        #expect(object["errorType"] as? String == "Function.OrderFailure")
        #expect(object["stackTrace"] as? [String] == [])
    }

    @Test("A reportable error decides on its type, message and stack trace")
    func reportable() throws {
        let object = try object(Data(LambdaErrorReport(BinderFailure(lambdaErrorMessage: "m")).json.readableBytesView))
        #expect(object["errorType"] as? String == "Function.QueryBinder")
        #expect(object["errorMessage"] as? String == "m")
        #expect(object["stackTrace"] as? [String] == ["first", "second"])
    }

    @Test("A trailer holds the same JSON in Base64")
    func trailer() throws {
        let report = LambdaErrorReport(OrderFailure("a\nb"))
        #expect(Data(base64Encoded: report.trailerValue) == Data(report.json.readableBytesView))
    }

    @Test("A long message is cut to what a trailer may hold", arguments: ["x", "\n", "🦆"])
    func longTrailer(character: String) throws {
        let report = LambdaErrorReport(OrderFailure(String(repeating: character, count: 100_000)))
        let trailer = report.trailerValue
        #expect(trailer.utf8.count < 3500)
        let json = try #require(Data(base64Encoded: trailer))
        let message = try #require(try object(json)["errorMessage"] as? String)
        #expect(message.hasPrefix(character))
    }

    @Test("The runtime's own errors are reportable, and their details stay out of the description")
    func ownErrors() {
        let error = LambdaRuntimeError(.responseTooLarge, "too large", underlying: OrderFailure("detail"))
        #expect(LambdaErrorReport(error).type.rawValue == "Runtime.ResponseTooLarge")
        #expect(LambdaErrorReport(error).message == "too large")
        #expect("\(error)" == "responseTooLarge: too large")
        #expect(String(reflecting: error).contains("detail"))
    }
}
