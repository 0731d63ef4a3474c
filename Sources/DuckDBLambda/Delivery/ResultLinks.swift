internal import AWSParameters
internal import DuckDBClient
internal import DuckDBServerless

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Places results on S3 and signs links to them.
struct ResultLinks: Sendable {
    let location: ResultLocation
    let credentials: any AWSCredentialProvider
    private let region: AWSRegion
    private let endpoint: AWSEndpoint?

    /// Where a result is written, and how.
    struct Target: Sendable {
        let url: String
        let key: String
        let format: ResultFormat
        /// The options of `COPY`.
        let options: SQL
    }

    /// - Throws: `ConfigurationError` where the engine has no step that writes to S3, or may not write, or where the step's
    ///   credentials are none that a link could be signed with.
    init(_ location: ResultLocation, _ configuration: EngineConfiguration) throws {
        guard let storage = configuration.steps.lazy.compactMap({ $0 as? S3Storage }).first else {
            throw configuration.environment.unusable(
                .resultLocation,
                expected: "nothing where DEFAULT_BOOTSTRAP has no step s3, which writes the results"
            )
        }
        guard configuration.hardened == nil else {
            throw configuration.environment.unusable(
                .resultLocation,
                expected: "nothing where DUCKDB_HARDENED is on, whose engine writes no file"
            )
        }
        guard storage.credentialSource == .function else {
            throw configuration.environment.unusable(
                .resultLocation,
                expected: "nothing where S3_CREDENTIALS is a chain, whose credentials the engine keeps to itself"
            )
        }
        self.location = location
        credentials = configuration.credentials
        region = try AWSRegion(storage.region)
        endpoint = try storage.endpoint.map { try AWSEndpoint("\(storage.usesTLS ? "https" : "http")://\($0)") }
    }

    /// The invocation's identifier is the file's name: one that is tried again overwrites its own.
    func target(requestID: String, _ format: ResultFormat) throws(QueryRequestError) -> Target {
        let key = location.prefix + requestID + "." + format.fileExtension
        return Target(
            url: "s3://\(location.bucket)/\(key)",
            key: key,
            format: format,
            options: try Self.options(format)
        )
    }

    /// The engine writes the file, so that its forms of values are the engine's own.
    private static func options(_ format: ResultFormat) throws(QueryRequestError) -> SQL {
        switch format {
        case .json: "FORMAT json, ARRAY true"
        case .ndjson: "FORMAT json"
        case .csv: "FORMAT csv, HEADER true"
        case .parquet: "FORMAT parquet"
        case .columns:
            throw QueryRequestError(
                .notAcceptable,
                field: "format",
                "There is no link to a result in columns. Ask for json, ndjson, csv or parquet."
            )
        }
    }

    func link(to target: Target, rowCount: Int, signedWith credentials: AWSCredentials) -> ResultLink {
        let date = Date()
        let object = S3Link(bucket: location.bucket, key: target.key, region: region, endpoint: endpoint)
        let url = object.url(credentials: credentials, date: date, lifetime: location.lifetime)
        let end = date.addingTimeInterval(Double(location.lifetime.components.seconds))
        return ResultLink(
            url: url.reveal(),
            location: target.url,
            expires: min(end, credentials.expiration ?? end).formatted(Date.ISO8601FormatStyle()),
            format: target.format.rawValue,
            rowCount: rowCount
        )
    }

    static let notConfigured = QueryRequestError(
        .notConfigured,
        field: "delivery",
        "The function gives no links. Ask for the rows themselves, or have DUCKDB_RESULT_LOCATION=s3://BUCKET/PREFIX/ set."
    )

    static let notForMessages = QueryRequestError(
        .notConfigured,
        field: "delivery",
        "A message has nobody to send a link to. Send a job that writes where it should, by COPY."
    )

    static let notForJobs = QueryRequestError(
        .notConfigured,
        field: "delivery",
        "There are no links to what a job returns. Ask for the rows themselves."
    )

    static let notForSQL = QueryRequestError(
        .notConfigured,
        field: "delivery",
        "There are no links to results of SQL that is sent. Ask for the rows themselves, or name a query."
    )
}
