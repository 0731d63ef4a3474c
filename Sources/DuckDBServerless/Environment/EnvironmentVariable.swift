/// An environment variable that this package reads, with the text of its row in the documentation's table.
///
/// The table is compared with `documented` by a test, so that neither can say more than the other.
public struct EnvironmentVariable: Sendable, Hashable {
    /// The variable's name.
    public let name: String
    /// What counts when it is not set; nil when nothing does.
    public let defaultValue: String?
    /// What it sets, with unit and range.
    public let summary: String

    private init(_ name: String, default defaultValue: String? = nil, _ summary: String) {
        self.name = name
        self.defaultValue = defaultValue
        self.summary = summary
    }

    static let bootstrap = EnvironmentVariable(
        "DEFAULT_BOOTSTRAP",
        default: "no steps",
        "Bootstrap steps, comma-separated: `s3`, `pg_replica`, `duckdb_file`. Each runs when a query first needs it."
    )
    static let extensionDirectory = EnvironmentVariable(
        "DUCKDB_EXTENSION_DIRECTORY",
        default: "/opt/duckdb_extensions",
        "The bundle of baked extensions."
    )
    static let extensions = EnvironmentVariable(
        "DUCKDB_EXTENSIONS",
        default: "those of the steps",
        "Further extensions to load at the wake, comma-separated, by name or alias."
    )
    static let extensionTrust = EnvironmentVariable(
        "DUCKDB_EXTENSION_TRUST",
        default: "manifest",
        "What vouches for an extension's file: `manifest`, `signature` or `trusted`; see loading.md."
    )
    static let extensionInstall = EnvironmentVariable(
        "DUCKDB_EXTENSION_INSTALL",
        default: "`off` on Lambda and other platforms, else `on`",
        "Whether the wake downloads what is asked for and in no bundle: `on` or `off`."
    )
    static let extensionRepository = EnvironmentVariable(
        "DUCKDB_EXTENSION_REPOSITORY",
        default: "DuckDB's own",
        "The URL or folder that extensions are downloaded from."
    )
    static let memoryLimit = EnvironmentVariable(
        "DUCKDB_MEMORY_LIMIT",
        default: "80 % of the function's or the container's memory less 200 MiB; without a limit DuckDB's own",
        "The engine's memory in MiB, 64 or more."
    )
    static let threads = EnvironmentVariable(
        "DUCKDB_THREADS",
        default: "on Lambda one per 1769 MB of memory size, 1 to 6; else one per core that may be used",
        "The engine's threads, 1 to 64."
    )
    static let tempDirectory = EnvironmentVariable(
        "DUCKDB_TEMP_DIRECTORY",
        default: "/tmp/duckdb",
        "The folder in which each engine makes one of its own to spill to what memory does not hold."
    )
    static let maxTemporarySize = EnvironmentVariable(
        "DUCKDB_MAX_TEMP_DIRECTORY_SIZE",
        default: "what is free there less 64 MiB; 0 where files are memory, as on Cloud Run",
        "The most that the engine spills, in MiB; 0 for not at all."
    )
    static let secretDirectory = EnvironmentVariable(
        "DUCKDB_SECRET_DIRECTORY",
        default: "/tmp/duckdb_secrets",
        "Where the engine would keep secrets; it is told to keep none."
    )
    static let awsCertificates = EnvironmentVariable(
        "AWS_CA_BUNDLE",
        default: "`SSL_CERT_FILE`, else where HTTPS clients look",
        "The certificates that AWS's services and `httpfs` are checked with, a file."
    )
    static let certificates = EnvironmentVariable(
        "SSL_CERT_FILE",
        default: "where HTTPS clients look",
        "The same for all that honour it, where `AWS_CA_BUNDLE` is not set."
    )
    static let replicaHost = EnvironmentVariable("PG_REPLICA_HOST", "Host of the Postgres replica; step `pg_replica`.")
    static let replicaPort = EnvironmentVariable("PG_REPLICA_PORT", default: "5432", "Its port.")
    static let replicaDatabase = EnvironmentVariable("PG_REPLICA_DATABASE", "Its database.")
    static let replicaUser = EnvironmentVariable("PG_REPLICA_USER", "The role to log in as; it needs only SELECT.")
    static let replicaPassword = EnvironmentVariable(
        "PG_REPLICA_PASSWORD",
        "Where the password is, such as `ssm:NAME` or `secretsmanager:NAME#password`; see parameters.md. Never the password."
    )
    static let replicaTLS = EnvironmentVariable(
        "PG_REPLICA_SSLMODE",
        default: "require",
        "libpq's sslmode: `disable`, `allow`, `prefer`, `require`, `verify-ca` or `verify-full`."
    )
    static let replicaRootCertificate = EnvironmentVariable(
        "PG_REPLICA_SSLROOTCERT",
        default: "libpq's own",
        "Path of the CA bundle for `verify-ca` and `verify-full`."
    )
    static let replicaConnectTimeout = EnvironmentVariable(
        "PG_REPLICA_CONNECT_TIMEOUT",
        default: "3",
        "Seconds to wait for a connection, 2 to 60 (libpq takes no less than 2)."
    )
    static let replicaStatementTimeout = EnvironmentVariable(
        "PG_REPLICA_STATEMENT_TIMEOUT",
        default: "30000",
        "Milliseconds after which the replica cancels a statement, 1 to 900000."
    )
    static let s3Scope = EnvironmentVariable(
        "S3_SCOPE",
        default: "every bucket",
        "The prefix that the function's credentials are used for, such as `s3://bucket/path`."
    )
    static let s3Endpoint = EnvironmentVariable(
        "AWS_ENDPOINT_URL_S3",
        default: "`AWS_ENDPOINT_URL`, else AWS's own",
        "An S3 endpoint other than AWS's, `http://` or `https://`; addressed path-style."
    )
    static let anyEndpoint = EnvironmentVariable(
        "AWS_ENDPOINT_URL",
        default: "AWS's own endpoints",
        "The endpoint of every AWS service that has no variable of its own."
    )
    static let databaseFile = EnvironmentVariable(
        "DUCKDB_FILE",
        "Path of a DuckDB file to attach read-only; step `duckdb_file`."
    )
    package static let queryDirectory = EnvironmentVariable(
        "DUCKDB_QUERY_DIRECTORY",
        default: "`queries` in `LAMBDA_TASK_ROOT`",
        "QueryFunction's folder of queries, one `NAME.sql` each."
    )
    static let region = EnvironmentVariable("AWS_REGION", "The region of S3 and SSM; set by Lambda.")
    static let lambdaMemory = EnvironmentVariable(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        default: "not on Lambda",
        "The function's memory in MB, from which memory limit and threads follow; set by Lambda."
    )
    static let lambdaConcurrency = EnvironmentVariable(
        "AWS_LAMBDA_MAX_CONCURRENCY",
        default: "1",
        "How many invocations come at once; set by Lambda Managed Instances."
    )
    static let lambdaInitialization = EnvironmentVariable(
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        default: "not on Lambda",
        "How Lambda started the function; `lambda-managed-instances` gives it whole cores."
    )
    static let lambdaName = EnvironmentVariable(
        "AWS_LAMBDA_FUNCTION_NAME",
        default: "duckdb-serverless",
        "The name that Postgres shows for the function's connections; set by Lambda."
    )

    /// All variables of this module, in the order of the documentation's table.
    public static let documented: [EnvironmentVariable] = [
        bootstrap, extensionDirectory, extensions, extensionTrust, extensionInstall, extensionRepository, memoryLimit,
        threads, tempDirectory, maxTemporarySize, secretDirectory, awsCertificates, certificates,
        replicaHost, replicaPort, replicaDatabase, replicaUser, replicaPassword, replicaTLS, replicaRootCertificate,
        replicaConnectTimeout, replicaStatementTimeout,
        s3Scope, s3Endpoint, anyEndpoint, databaseFile, queryDirectory, region, lambdaMemory, lambdaConcurrency,
        lambdaInitialization, lambdaName,
    ]
}
