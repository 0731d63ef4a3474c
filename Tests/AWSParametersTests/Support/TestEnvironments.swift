import AWSParameters
import Foundation
import LocalServices
import Testing

extension ParameterStore {
    /// A reader of a scripted server.
    init(_ server: FaultServer, limits: RequestLimits = .patient, environment: [String: String] = [:]) throws {
        try self.init(environment: server.environment.merging(environment) { $1 }, limits: limits)
    }

    /// A reader of an emulated AWS as its user.
    init(_ moto: Moto, secretAccessKey: String? = nil) throws {
        SecretScan.plant(moto.credentials.secretAccessKey)
        let credentials = AWSCredentials(
            accessKeyID: moto.credentials.accessKeyID,
            secretAccessKey: Secret(secretAccessKey ?? moto.credentials.secretAccessKey)
        )
        try self.init(
            credentials: credentials,
            region: AWSRegion(moto.region),
            endpoint: AWSEndpoint(moto.endpoint),
            limits: .patient
        )
    }
}

extension RequestLimits {
    /// Time enough for a busy machine: no test is about how long an answer takes.
    static let patient = RequestLimits(connectTimeout: .seconds(20), totalTimeout: .seconds(60))
}

extension Moto {
    /// The environment of a process that reaches this endpoint as its user.
    var environment: [String: String] {
        SecretScan.plant(credentials.secretAccessKey)
        return [
            "AWS_ACCESS_KEY_ID": credentials.accessKeyID, "AWS_SECRET_ACCESS_KEY": credentials.secretAccessKey,
            "AWS_REGION": region, "AWS_ENDPOINT_URL": endpoint,
        ]
    }
}

extension FaultServer {
    /// The environment of a process that reaches this server as every service.
    var environment: [String: String] {
        [
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE0000PLANTED", "AWS_SECRET_ACCESS_KEY": "planted-secret-key",
            "AWS_SESSION_TOKEN": "planted-session-token", "AWS_REGION": "eu-central-1", "AWS_ENDPOINT_URL": endpoint,
        ]
    }
}

/// The body of a `GetParameters` answer.
func found(_ values: [String: String]) -> String {
    let parameters = values.map { ["Name": $0, "Value": $1, "Type": "SecureString"] }
    let answer: [String: Any] = ["Parameters": parameters, "InvalidParameters": [String]()]
    let json = try? JSONSerialization.data(withJSONObject: answer)
    return String(decoding: json ?? Data(), as: UTF8.self)
}

/// The module's error that work throws.
func parametersError(
    _ work: () async throws -> some Any,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> AWSParametersError {
    let error = try #require(
        await #expect(throws: AWSParametersError.self, sourceLocation: sourceLocation) { _ = try await work() },
        sourceLocation: sourceLocation
    )
    SecretScan.record(printedForms(of: error), in: .errors)
    return error
}
