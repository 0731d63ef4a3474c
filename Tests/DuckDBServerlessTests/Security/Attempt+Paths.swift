import DuckDBClient
import DuckDBServerless

extension Attempt {
    /// Files, directories and servers.
    static let paths: [Attempt] =
        [
            "FROM '{folder}/outside.csv'", "FROM read_text('/etc/passwd')", "FROM read_blob('/proc/self/environ')",
            "FROM read_csv('/proc/self/environ')", "FROM read_csv('/dev/stdin')", "FROM glob('/etc/*')",
            "FROM glob('{folder}/*')",
            "FROM '{folder}/allowed-too/x.csv'", "FROM read_blob('/tmp/duckdb/*/*')",
            "FROM read_blob('{folder}/allowed')",
            "FROM 'file://{folder}/outside.csv'", "FROM read_text('~/.bash_history')", "FROM sniff_csv('/etc/passwd')",
            "FROM read_json('/etc/passwd')", "FROM read_parquet('relative.parquet')",
            "FROM 's3://serverless-hardened/outside/out.parquet'", "FROM 's3://serverless-hardened/*/out.parquet'",
            "FROM glob('s3://serverless-hardened/*')", "FROM glob('s3://**')",
            "FROM 's3a://serverless-hardened/allowed/in.parquet'", "FROM 'S3://serverless-hardened/allowed/in.parquet'",
            "FROM 's3://serverless-hardened-too/allowed/in.parquet'",
            "FROM read_csv('http://169.254.169.254/latest/meta-data/')", "FROM read_text('http://127.0.0.1:1/')",
            "FROM 'https://example.com/x.parquet'", "FROM read_json('http://localhost:2773/secretsmanager/get')",
            "FROM 'hf://datasets/a/b/c.parquet'",
            "FROM read_parquet(['s3://serverless-hardened/allowed/in.parquet', '/etc/passwd'])",
            "DESCRIBE FROM 's3://serverless-hardened/outside/out.parquet'", "SUMMARIZE '{folder}/outside.csv'",
            "SELECT (SELECT content FROM read_text('{folder}/outside.csv'))",
        ].map { Attempt($0, .refused(.fileNotAllowed)) }
        + [
            "FROM '{folder}/allowed/link.csv'", "FROM '{folder}/allowed/*.csv'", "FROM outside.csv",
        ].map { Attempt($0, .failed(.permission)) }
        + [
            "FROM 's3://serverless-hardened/allowed/in.parquet?s3_endpoint=127.0.0.1:1'",
            "FROM read_parquet('s3://serverless-hardened/allowed/in.parquet?s3_endpoint=127.0.0.1:1')",
            "FROM read_parquet('S3A://b/k?s3_region=x')", "FROM read_parquet(['a', 'gcs://b/k?x'])",
            "FROM read_csv('a', nullstr = 's3://b/k?x')", "FROM \"s3://b/k\".\"parquet?s3_endpoint=127.0.0.1:1\"",
            "FROM \"s3://serverless-hardened/allowed/in.parquet?s3_endpoint=127.0.0.1:1\"",
            "FROM 's3://serverless-hardened/allowed/in.parquet?\u{301}a=1&s3_endpoint=127.0.0.1:1'",
            "FROM 's3://serverless-hardened/allowed/../outside/out.parquet'",
            "FROM read_parquet('s3://serverless-hardened/allowed/./../outside/out.parquet')",
            "FROM 's3://serverless-hardened/allowed/%2e%2E/outside/out.parquet'",
            "FROM '{folder}/allowed/../outside.csv'",
            "DESCRIBE 's3://serverless-hardened/allowed/../outside/out.parquet'",
        ].map { Attempt($0, .refused(.pathOptions)) }
        + [
            "FROM read_text('{folder}' || '/outside.csv')", "FROM read_text(concat('/etc', '/passwd'))",
            "FROM read_parquet('s3://b/k' || chr(63) || 's3_endpoint=127.0.0.1:1')",
            #"FROM read_parquet('s3://b/k\x3Fs3_endpoint=127.0.0.1:1'::BLOB::VARCHAR)"#,
            "FROM read_text(upper('x'))", "FROM read_text((SELECT '/etc/passwd'))", "FROM read_csv(some_name)",
            "FROM read_parquet($1 || 'x')", "FROM read_parquet(list_transform(['x'], lambda p: p || '?'))",
            "FROM (SELECT '/etc/passwd' AS p) t, read_text(t.p)", "FROM read_csv('a', delim = chr(44))",
            "FROM read_parquet(['s3://b/k' || '?x'])", "FROM read_text('a'::VARCHAR)",
            "FROM read_csv(CASE WHEN true THEN 'a' END)",
        ].map { Attempt($0, .refused(.computedPath)) }
        + [
            // The engine would open a database file.
            "FROM '{folder}/allowed/x.duckdb'", "FROM '{folder}/allowed/x.DB'", "FROM \"{folder}/allowed/x\".ddb",
            "FROM '{folder}/allowed/x.shp'", "FROM 's3://serverless-hardened/**'",
            "FROM 's3://serverless-hardened/allowed/in'",
            "DESCRIBE 's3://serverless-hardened/allowed/x.duckdb'",
        ].map { Attempt($0, .refused(.fileNotAllowed)) } + [
            Attempt("FROM read_text($1)", .refused(.fileNotAllowed), ["/etc/passwd"]),
            Attempt("FROM read_text($path)", .refused(.fileNotAllowed), ["/etc/passwd"]),
            Attempt("FROM read_text($1)", .refused(.fileNotAllowed), [.blob(Array("/etc/passwd".utf8))]),
            Attempt("FROM read_csv(delim := ';', '/etc/passwd')", .refused(.fileNotAllowed)),
            Attempt(
                "FROM read_parquet($1)",
                .refused(.fileNotAllowed),
                ["s3://serverless-hardened/outside/out.parquet"]
            ),
            Attempt(
                "FROM read_parquet($1)",
                .refused(.pathOptions),
                ["s3://serverless-hardened/allowed/in.parquet?s3_endpoint=x"]
            ),
            Attempt("FROM read_parquet($1)", .refused(.pathOptions), ["s3://b/k?\u{301}&s3_endpoint=x"]),
            Attempt(
                "FROM read_parquet($p)",
                .refused(.pathOptions),
                ["p": .list(["s3://serverless-hardened/allowed/../x"])]
            ),
        ]
}
