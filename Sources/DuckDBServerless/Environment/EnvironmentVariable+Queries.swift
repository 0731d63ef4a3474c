/// How a function of named queries answers: QueryFunction, and whoever serves queries by `DuckDBLambda`.
extension EnvironmentVariable {
    package static let queryDirectory = EnvironmentVariable(
        "DUCKDB_QUERY_DIRECTORY",
        default: "`queries` in `LAMBDA_TASK_ROOT`",
        "The folder of queries, one `NAME.sql` each."
    )
    package static let responseMode = EnvironmentVariable(
        "DUCKDB_RESPONSE_MODE",
        key: "duckdb.responseMode",
        default: "buffered",
        "`stream`: answers are streamed, for a Function URL whose invoke mode is RESPONSE_STREAM; else `buffered`."
    )
    package static let maximumRows = EnvironmentVariable(
        "DUCKDB_MAX_ROWS",
        key: "duckdb.maxRows",
        kind: .number,
        default: "no limit",
        "The most rows of an answer."
    )
    package static let maximumBytes = EnvironmentVariable(
        "DUCKDB_MAX_BYTES",
        key: "duckdb.maxBytes",
        kind: .number,
        default: "6291456 for a buffered answer, 209715200 for a streamed one",
        "The most bytes of an answer; Lambda takes no more than the default."
    )
    package static let largeNumbers = EnvironmentVariable(
        "DUCKDB_LARGE_NUMBERS",
        key: "duckdb.largeNumbers",
        default: "number",
        "`text`: integers beyond 2^53 and every DECIMAL are JSON strings; else `number`."
    )
    package static let adHocSQL = EnvironmentVariable(
        "DUCKDB_ADHOC_SQL",
        key: "duckdb.adhocSQL",
        default: "off",
        "`on`: callers may send SQL of their own, which runs in the hardened profile. See security.md."
    )
    package static let corsOrigins = EnvironmentVariable(
        "DUCKDB_CORS_ORIGINS",
        key: "duckdb.corsOrigins",
        kind: .list,
        default: "none",
        "The origins of web pages that may read answers, comma-separated, or `*`; none where the Function URL answers CORS itself."
    )
    package static let resultLocation = EnvironmentVariable(
        "DUCKDB_RESULT_LOCATION",
        key: "duckdb.resultLocation",
        default: "no links",
        "Where results asked for as a link are written, such as `s3://bucket/results/`. Let a lifecycle rule delete them."
    )
    package static let linkSeconds = EnvironmentVariable(
        "DUCKDB_RESULT_LINK_SECONDS",
        key: "duckdb.resultLinkSeconds",
        kind: .number,
        default: "3600",
        "How long a link holds, 1 to 604800 seconds; it ends with the role's credentials, if that is sooner."
    )
    package static let deadlineMargin = EnvironmentVariable(
        "DUCKDB_DEADLINE_MARGIN",
        key: "duckdb.deadlineMargin",
        kind: .number,
        default: "500",
        "How many milliseconds before the function's deadline a query is interrupted, 100 to 60000."
    )
    package static let metrics = EnvironmentVariable(
        "DUCKDB_METRICS",
        key: "duckdb.metrics",
        default: "none",
        "`emf`: each invocation also prints a line in CloudWatch's embedded metric format; else `none`."
    )
    package static let metricsNamespace = EnvironmentVariable(
        "DUCKDB_METRICS_NAMESPACE",
        key: "duckdb.metricsNamespace",
        default: "DuckDBServerless",
        "The namespace of those metrics."
    )

    static let queries = [
        queryDirectory, responseMode, maximumRows, maximumBytes, largeNumbers, adHocSQL, corsOrigins, resultLocation,
        linkSeconds, deadlineMargin, metrics, metricsNamespace,
    ]
}
