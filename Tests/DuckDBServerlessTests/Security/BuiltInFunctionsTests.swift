import DuckDBClient
import DuckDBServerless
import Testing

@Suite("The lists of the engine's functions and views")
struct BuiltInFunctionsTests {
    /// Names of the catalog of an engine without extensions, in lower case.
    private func names(_ sql: SQL) async throws -> Set<String> {
        let database = try await Database.open()
        return Set(try await database.withConnection { try $0.fetchAll(String.self, sql) })
    }

    /// Functions that are refused, each with those that are so for the same reason.
    private static let refused: Set<String> = [
        // Settings, variables, statements and the text of views.
        "current_setting", "getvariable", "current_query", "pg_get_viewdef",
        "current_query_id", "current_connection_id", "current_transaction_id", "txid_current",
        // They take statements: one of them plans its, which opens connections and files.
        "json_serialize_plan", "json_serialize_sql", "json_deserialize_sql",
        // They end the process for JSON that is nested deeply enough.
        "json_structure", "json_contains", "json_merge_patch", "json_group_structure",
        // They work for minutes on two long texts, and do not look whether they are interrupted.
        "levenshtein", "editdist3", "damerau_levenshtein", "jaro_similarity", "jaro_winkler_similarity",
        // They change a sequence, a log, the source of chance, or hold a thread.
        "nextval", "currval", "write_log", "parse_duckdb_log_message", "setseed", "sleep_ms", "pg_sleep",
        // The engine's own errors would look the same.
        "error",
        // For the engine's own use: what is not checked may end in an internal error, and that ends the database.
        "combine", "finalize", "stats", "vector_type", "create_sort_key", "remap_struct", "constant_or_null",
        "timetz_byte_comparable", "variant_bytes_to_variant", "variant_to_parquet_variant", "variant_normalize",
        "unpivot_list", "make_type", "get_type", "replace_type", "cast_to_type", "can_cast_implicitly",
    ]

    private static let refusedTables: Set<String> = [
        // Settings, secrets, logs, paths, statements.
        "duckdb_databases", "duckdb_extensions", "duckdb_external_file_cache", "duckdb_functions",
        "duckdb_log_contexts",
        "duckdb_logs", "duckdb_logs_parsed", "duckdb_prepared_statements", "duckdb_profiling_settings",
        "duckdb_secret_types", "duckdb_secrets", "duckdb_settings", "duckdb_temporary_files", "duckdb_variables",
        "duckdb_views", "pragma_user_agent", "which_secret",
        // The engine's insides.
        "duckdb_approx_database_count", "duckdb_connection_count", "duckdb_coordinate_systems", "duckdb_dependencies",
        "duckdb_memory", "duckdb_optimizers", "duckdb_sequences", "duckdb_table_sample", "pragma_collations",
        "pragma_database_size", "pragma_metadata_info", "pragma_platform", "pragma_show", "pragma_storage_info",
        "pragma_table_info", "repeat_row", "summary", "test_all_types", "test_vector_types",
        // They change something, the parser among it.
        "check_peg_parser", "disable_peg_parser", "enable_peg_parser", "sql_auto_complete",
        "checkpoint", "disable_logging", "disable_profiling", "enable_logging", "enable_profiling", "force_checkpoint",
        "truncate_duckdb_logs",
        // They take a statement or the name of a table, put together at run time, or a pointer, or open a database.
        "histogram", "histogram_values", "json_execute_serialized_sql", "query", "query_table",
        "arrow_scan", "arrow_scan_dumb", "seq_scan", "read_duckdb",
    ]

    private static let allowedViews: Set<String> = [
        "duckdb_columns", "duckdb_constraints", "duckdb_indexes", "duckdb_schemas", "duckdb_tables", "duckdb_types",
        "pg_am", "pg_attrdef", "pg_attribute", "pg_class", "pg_collation", "pg_constraint", "pg_database", "pg_depend",
        "pg_description", "pg_enum", "pg_index", "pg_indexes", "pg_namespace", "pg_sequence", "pg_sequences",
        "pg_tables", "pg_tablespace", "pg_type",
    ]

    @Test("Each function that gives a value is allowed or refused, and none is listed that is not there")
    func values() async throws {
        let present = try await names(
            """
            SELECT DISTINCT lower(function_name) FROM duckdb_functions()
            WHERE function_type IN ('scalar', 'aggregate', 'macro')
                AND NOT starts_with(function_name, '__internal') AND NOT starts_with(function_name, 'icu_collate_')
            """
        )
        // The parser's, in no catalog as such.
        let listed = BuiltInFunctions.values.subtracting(["unnest"])
        #expect(present.subtracting(listed).subtracting(Self.refused).sorted() == [])
        #expect(listed.subtracting(present).sorted() == [])
        #expect(listed.intersection(Self.refused).sorted() == [])
    }

    @Test("Each table function is allowed or refused, and none is listed that is not there")
    func tables() async throws {
        let present = try await names(
            "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE function_type IN ('table', 'table_macro')"
        )
        let listed = BuiltInFunctions.tables.union(BuiltInFunctions.fileReaders)
        #expect(present.subtracting(listed).subtracting(Self.refusedTables).sorted() == [])
        // Of the extension `excel`.
        #expect(listed.subtracting(present).sorted() == ["read_xlsx"])
        #expect(listed.intersection(Self.refusedTables).sorted() == [])
    }

    @Test("Each view of the engine is allowed or refused")
    func views() async throws {
        let present = try await names(
            "SELECT DISTINCT view_name FROM duckdb_views() WHERE internal AND schema_name != 'information_schema'"
        )
        #expect(present == BuiltInFunctions.refusedViews.union(Self.allowedViews))
    }
}
