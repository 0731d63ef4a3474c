internal import CDuckDB
internal import Synchronization

extension TableFunction {
    /// The engine plans a call: asks for its columns.
    static func bind(_ info: duckdb_bind_info) {
        guard let function = EngineBox<TableFunction>.content(of: duckdb_bind_get_extra_info(info)) else { return }
        do {
            let scan = try function.bind(TableFunctionCall(info, names: Set(function.namedParameters.keys)))
            try scan.describe(to: info)
            let bound = EngineBox(BoundScan(function: function.name, scan: scan))
            duckdb_bind_set_bind_data(info, bound.retained(), EngineReference.release)
        } catch {
            EngineReference.report(error, of: function.name) { duckdb_bind_set_error(info, $0) }
        }
    }
}

extension TableFunctionCall {
    fileprivate init(_ info: duckdb_bind_info, names: Set<String>) throws(DuckDBError) {
        var arguments: [Value] = []
        for index in 0..<duckdb_bind_get_parameter_count(info) {
            guard let value = duckdb_bind_get_parameter(info, index) else { continue }
            arguments.append(try Value(consuming: value))
        }
        var named: [String: Value] = [:]
        for name in names {
            guard let value = duckdb_bind_get_named_parameter(info, name) else { continue }
            named[name] = try Value(consuming: value)
        }
        self.init(arguments: arguments, named: named, names: names)
    }
}

extension TableScan {
    fileprivate func describe(to info: duckdb_bind_info) throws(DuckDBError) {
        // Without this the engine would take itself to be broken.
        guard !columns.isEmpty else {
            throw DuckDBError(code: .misuse, message: "A table function needs a column at least.")
        }
        for column in columns {
            let name = try DuckDBError.checked(name: column.name)
            try column.type.withHandle { duckdb_bind_add_result_column(info, name, $0) }
        }
        if let estimatedRows { duckdb_bind_set_cardinality(info, idx_t(max(0, estimatedRows)), false) }
    }
}

/// A call that is planned, to be run any number of times.
struct BoundScan: Sendable {
    let function: String
    let scan: TableScan

    /// The engine begins to run the call.
    static func start(_ info: duckdb_init_info) {
        guard let bound = EngineBox<BoundScan>.content(of: duckdb_init_get_bind_data(info)) else { return }
        // One thread at a time asks for rows: their order is that of the closure.
        duckdb_init_set_max_threads(info, 1)
        let used = (0..<duckdb_init_get_column_count(info)).map { Int(duckdb_init_get_column_index(info, $0)) }
        do {
            let running = EngineBox(RunningScan(bound, used: used, try bound.scan.start()))
            duckdb_init_set_init_data(info, running.retained(), EngineReference.release)
        } catch {
            EngineReference.report(error, of: bound.function) { duckdb_init_set_error(info, $0) }
        }
    }
}

/// One run of a call.
///
/// The engine fills one chunk after the other, though not always on the same thread: the lock hands the state over.
final class RunningScan: Sendable {
    private struct State {
        let fill: TableScan.Fill
        /// The columns in their order; nil for those that the statement does not use.
        let outputs: [OutputColumn?]
        /// The same in the order of the engine's chunks.
        let used: [OutputColumn]
        var rowCount = 0
    }

    /// `@unchecked Sendable` is sound: the chunk is the calling thread's until the call returns, the state is locked by that
    /// thread all the while, and lets go of the chunk's vectors before.
    private struct LentChunk: @unchecked Sendable {
        let pointer: duckdb_data_chunk
    }

    private let function: String
    private let state: Mutex<State>

    /// Takes the positions of the columns that the engine's chunks have.
    init(_ bound: BoundScan, used: [Int], _ fill: sending @escaping TableScan.Fill) {
        function = bound.function
        var outputs: [OutputColumn?] = Array(repeating: nil, count: bound.scan.columns.count)
        for position in used where outputs.indices.contains(position) {
            let column = bound.scan.columns[position]
            outputs[position] = OutputColumn(VectorWriter(name: column.name, type: column.type))
        }
        state = Mutex(State(fill: fill, outputs: outputs, used: used.compactMap { outputs[$0] }))
    }

    /// The engine wants the next rows.
    static func fill(_ info: duckdb_function_info, _ output: duckdb_data_chunk) {
        guard let scan = EngineBox<RunningScan>.content(of: duckdb_function_get_init_data(info)) else { return }
        let lent = LentChunk(pointer: output)
        do {
            let count = try scan.state.withLock { try fill(lent.pointer, &$0) }
            duckdb_data_chunk_set_size(output, idx_t(count))
        } catch {
            duckdb_data_chunk_set_size(output, 0)
            EngineReference.report(error, of: scan.function) { duckdb_function_set_error(info, $0) }
        }
    }

    private static func fill(_ output: duckdb_data_chunk, _ state: inout State) throws -> Int {
        let capacity = VectorWriter.standardCapacity
        for (index, column) in state.used.enumerated() {
            let vector = duckdb_data_chunk_get_vector(output, idx_t(index))
            column.point(to: vector, capacity: capacity, firstRow: state.rowCount)
        }
        // The vectors go back to the engine.
        defer { state.used.forEach { $0.writer.letGo() } }
        var chunk = OutputChunk(state.outputs, capacity: capacity)
        let count = try state.fill(&chunk)
        guard (0...capacity).contains(count) else {
            throw DuckDBError(code: .misuse, message: "\(count) rows are no number of rows between 0 and \(capacity).")
        }
        try chunk.finish()
        state.rowCount += count
        return count
    }
}
