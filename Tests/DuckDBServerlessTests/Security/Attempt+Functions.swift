import DuckDBClient
import DuckDBServerless

extension Attempt {
    private static let connection = "host=127.0.0.1 port=1 user=x password=y"

    /// Functions and views, wherever a query can have them.
    static let functions: [Attempt] =
        [
            "FROM postgres_query('pg_replica', 'SELECT 1')", "FROM postgres_scan('\(connection)', 'public', 't')",
            "FROM postgres_scan('', 'public', 't')", "FROM postgres_scan_pushdown('\(connection)', 'public', 't')",
            "FROM postgres_execute('pg_replica', 'SELECT 1')", "FROM postgres_attach('\(connection)')",
            "FROM postgres_configure_pool(catalog_name = 'pg_replica', max_connections = 0)", "FROM pg_clear_cache()",
            "FROM read_postgres_binary('/etc/passwd', columns = {'a': 'INTEGER'})",
            "SELECT postgres_hstore_get('a', 'b')",
            "FROM mysql_query('m', 'SELECT 1')", "FROM mysql_scan('host=x', 'a', 'b')", "FROM sqlite_scan('x.db', 't')",
            "FROM sqlite_query('x', 'SELECT 1')", "FROM quack_query('quack:127.0.0.1:1', 'SELECT 1')",
            "FROM quack_serve('quack:0.0.0.0:1')",
            "FROM ducklake_snapshots('l')", "FROM ducklake_add_data_files('l', 't', 'f')", "FROM md_run_parquet('x')",
            "FROM load_aws_credentials()", "FROM iceberg_scan('s3://serverless-hardened/allowed/x')",
            "FROM delta_scan('s3://other-bucket/x')", "FROM st_read('/etc/passwd')", "FROM read_duckdb('x.duckdb')",
            "FROM query('SELECT 1')", "FROM query('FROM postgres_query(''pg_replica'', ''SELECT 1'')')",
            "FROM query_table('own')",
            "FROM query_table(['own'])", "FROM histogram(duckdb_databases, path)",
            "FROM histogram_values(pg_settings, setting)",
            "FROM json_execute_serialized_sql('{}')",
            "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
            "SELECT json_serialize_plan('FROM postgres_scan(''\(connection)'', ''a'', ''b'')')",
            "SELECT json_serialize_sql('SELECT 1')",
            "SELECT getenv('AWS_SECRET_ACCESS_KEY')", "SELECT current_setting('s3_secret_access_key')",
            "SELECT getvariable('x')",
            "SELECT current_query()", "FROM duckdb_settings()", "FROM duckdb_secrets()",
            "FROM duckdb_secrets(redact = false)",
            "FROM which_secret('s3://serverless-hardened/allowed/in.parquet', 's3')", "FROM duckdb_logs()",
            "FROM duckdb_log_contexts()",
            "FROM duckdb_logs_parsed('HTTP')", "FROM duckdb_variables()", "FROM duckdb_views()",
            "FROM duckdb_databases()",
            "FROM duckdb_functions()", "FROM duckdb_prepared_statements()", "FROM duckdb_external_file_cache()",
            "FROM duckdb_extensions()", "FROM duckdb_temporary_files()", "FROM duckdb_profiling_settings()",
            "SELECT pg_get_viewdef(1)", "FROM pragma_database_size()", "FROM pragma_storage_info('own')",
            "FROM pragma_show('own')",
            "FROM pragma_user_agent()", "FROM enable_logging('HTTP')", "FROM disable_logging()",
            "FROM truncate_duckdb_logs()",
            "FROM enable_profiling()", "FROM checkpoint()", "FROM force_checkpoint('memory')", "SELECT write_log('x')",
            "SELECT nextval('s')", "SELECT setseed(0.5)", "SELECT sleep_ms(1)", "SELECT pg_sleep(1)",
            "SELECT error('ExpiredToken')",
            "FROM arrow_scan(1, 1, 1)", "FROM seq_scan()", "FROM test_vector_types(1)", "SELECT finalize(1)",
            "FROM summary((FROM own))",
            "SELECT __internal_decompress_string(1::UTINYINT)", "SELECT set_config('threads', '1', false)",
            "SELECT lo_import('/etc/passwd')", "SELECT pg_read_file('/etc/passwd')", "SELECT dblink('a')",
            "SELECT own_macro(1)",
            "SELECT no_such_function()",
        ].map { Attempt($0, .refused(.functionNotAllowed)) }
        + [
            "FROM duckdb_databases", "FROM duckdb_logs", "FROM duckdb_views", "FROM sqlite_master",
            "FROM main.sqlite_schema",
            "FROM sqlite_temp_master", "FROM pragma_database_list", "FROM pg_settings", "FROM pg_catalog.pg_settings",
            "FROM system.pg_catalog.pg_settings", "FROM pg_views", "FROM pg_proc", "FROM pg_prepared_statements",
            "FROM information_schema.views", "FROM system.information_schema.views", "SHOW VARIABLES",
            "DESCRIBE pg_settings",
            "SUMMARIZE duckdb_databases", "FROM (SHOW VARIABLES)", "WITH x AS (TABLE pg_settings) FROM x",
            "SELECT (SELECT count(*) FROM duckdb_logs)",
        ].map { Attempt($0, .refused(.viewNotAllowed)) }
}
