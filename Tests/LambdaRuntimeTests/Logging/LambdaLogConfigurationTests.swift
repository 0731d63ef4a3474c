import LambdaRuntime
import Logging
import Testing

@Suite("The configuration of logs")
struct LambdaLogConfigurationTests {
    @Test(
        "The environment decides",
        arguments: [
            ([:], LambdaLogFormat.text, Logger.Level.info),
            (["LOG_LEVEL": "debug"], .text, .debug),
            (["AWS_LAMBDA_LOG_LEVEL": "WARN"], .text, .warning),
            (["LOG_LEVEL": "TRACE", "AWS_LAMBDA_LOG_LEVEL": "FATAL"], .text, .trace),
            (
                ["AWS_LAMBDA_LOG_FORMAT": "JSON", "LOG_LEVEL": "TRACE", "AWS_LAMBDA_LOG_LEVEL": "FATAL"], .json,
                .critical
            ),
            (["AWS_LAMBDA_LOG_FORMAT": "json", "LOG_LEVEL": "notice"], .json, .notice),
            (["AWS_LAMBDA_LOG_FORMAT": "Text", "LOG_LEVEL": "loud", "AWS_LAMBDA_LOG_LEVEL": "ERROR"], .text, .error),
            (["AWS_LAMBDA_LOG_FORMAT": "XML", "LOG_LEVEL": "warning"], .text, .warning),
        ]
    )
    func environment(environment: [String: String], format: LambdaLogFormat, level: Logger.Level) {
        let configuration = LambdaLogConfiguration(environment: environment)
        #expect(configuration == LambdaLogConfiguration(format: format, level: level))
    }
}
