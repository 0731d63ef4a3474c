internal import CDuckDB

/// The owner of one `duckdb_scalar_function`; destroyed once, when it goes out of scope.
///
/// What was registered lives on in the catalog, with its own reference to the closure.
struct ScalarFunctionHandle: ~Copyable {
    private let pointer = duckdb_create_scalar_function()
    private let counted = OpenHandle("duckdb_scalar_function")

    deinit {
        var function = pointer
        duckdb_destroy_scalar_function(&function)
    }

    /// Registers a function in the database of the connection.
    static func register(_ function: ScalarFunction, on connection: borrowing ConnectionHandle) throws(DuckDBError) {
        let handle = ScalarFunctionHandle()
        try handle.describe(function)
        handle.attach(function)
        guard duckdb_register_scalar_function(connection.pointer, handle.pointer) == DuckDBSuccess else {
            throw DuckDBError(code: .catalog, message: "The engine refused the function \"\(function.name)\".")
        }
    }

    private func describe(_ function: ScalarFunction) throws(DuckDBError) {
        duckdb_scalar_function_set_name(pointer, try DuckDBError.checked(name: function.name))
        for parameter in function.parameters {
            try parameter.type.withHandle { duckdb_scalar_function_add_parameter(pointer, $0) }
        }
        if let variadic = function.variadic {
            try variadic.type.withHandle { duckdb_scalar_function_set_varargs(pointer, $0) }
        }
        try function.result.withHandle { duckdb_scalar_function_set_return_type(pointer, $0) }
        if function.isVolatile { duckdb_scalar_function_set_volatile(pointer) }
        // Otherwise the engine answers NULL itself where an argument is a bare NULL.
        if (function.parameters + [function.variadic].compactMap(\.self)).contains(where: \.takesNull) {
            duckdb_scalar_function_set_special_handling(pointer)
        }
    }

    private func attach(_ function: ScalarFunction) {
        duckdb_scalar_function_set_extra_info(pointer, EngineBox(function).retained(), EngineReference.release)
        duckdb_scalar_function_set_function(pointer) { info, arguments, result in
            guard let info, let arguments,
                let function = EngineBox<ScalarFunction>.content(of: duckdb_scalar_function_get_extra_info(info))
            else { return }
            do {
                try function.call(ChunkHandle(borrowing: arguments), result)
            } catch {
                EngineReference.report(error, of: function.name) { duckdb_scalar_function_set_error(info, $0) }
            }
        }
    }
}

extension ScalarFunction {
    /// Runs the closure for the rows of one chunk, whose vectors the engine has flattened.
    fileprivate func call(_ handle: consuming ChunkHandle, _ vector: duckdb_vector?) throws {
        let rowCount = handle.rowCount
        let types = parameters(count: handle.columnCount)
        let columns = Columns(types.enumerated().map { Column(name: "argument \($0 + 1)", type: $1.type) })
        let readers = columns.map(VectorReader.init)
        handle.point(readers, firstRow: 0)
        let nulls = NullRows(zip(types, readers).compactMap { $0.takesNull ? nil : $1.cells }, rowCount: rowCount)
        let writer = VectorWriter(name: name, type: result)
        writer.point(to: vector, capacity: rowCount)
        // A writer that somebody keeps writes nowhere.
        defer { writer.letGo() }
        var output = OutputVector(OutputColumn(writer), count: rowCount)
        try body(DataChunk(handle, columns: columns, readers: readers), nulls, &output)
        guard nulls.valid != nil else { return }
        for row in 0..<rowCount where nulls[row] { try writer.writeNull(at: row) }
    }

    private func parameters(count: Int) -> [Parameter] {
        guard let variadic else { return parameters }
        return parameters + Array(repeating: variadic, count: max(0, count - parameters.count))
    }
}
