internal import CDuckDB

/// The owner of one `duckdb_table_function`; destroyed once, when it goes out of scope.
///
/// What was registered lives on in the catalog, with its own reference to the closure.
struct TableFunctionHandle: ~Copyable {
    private let pointer = duckdb_create_table_function()
    private let counted = OpenHandle("duckdb_table_function")

    deinit {
        var function = pointer
        duckdb_destroy_table_function(&function)
    }

    /// Registers a function in the database of the connection.
    static func register(_ function: TableFunction, on connection: borrowing ConnectionHandle) throws(DuckDBError) {
        var box = EngineBox(function)
        let state = try register(box, on: connection)
        // The engine drops a second function of a name in silence, and the box with it.
        guard state == DuckDBSuccess, !isKnownUniquelyReferenced(&box) else {
            throw DuckDBError(
                code: .catalog,
                message:
                    "The engine refused the table function \"\(function.name)\". Is there one of that name already?"
            )
        }
    }

    private static func register(
        _ box: EngineBox<TableFunction>,
        on connection: borrowing ConnectionHandle
    ) throws(DuckDBError) -> duckdb_state {
        let handle = TableFunctionHandle()
        try handle.describe(box.content)
        duckdb_table_function_set_extra_info(handle.pointer, box.retained(), EngineReference.release)
        duckdb_table_function_set_bind(handle.pointer) { info in info.map(TableFunction.bind) }
        duckdb_table_function_set_init(handle.pointer) { info in info.map(BoundScan.start) }
        duckdb_table_function_set_function(handle.pointer) { info, output in
            if let info, let output { RunningScan.fill(info, output) }
        }
        duckdb_table_function_supports_projection_pushdown(handle.pointer, true)
        return duckdb_register_table_function(connection.pointer, handle.pointer)
    }

    private func describe(_ function: TableFunction) throws(DuckDBError) {
        duckdb_table_function_set_name(pointer, try DuckDBError.checked(name: function.name))
        for type in function.parameters {
            try type.withHandle { duckdb_table_function_add_parameter(pointer, $0) }
        }
        for (name, type) in function.namedParameters {
            let name = try DuckDBError.checked(name: name)
            try type.withHandle { duckdb_table_function_add_named_parameter(pointer, name, $0) }
        }
    }
}
