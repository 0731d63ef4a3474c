import DuckDBClient
import DuckDBLambda
import DuckDBServerless
import NIOCore

/// Runs a statement on an engine of its own and writes its rows.
struct QueryRun: Sendable {
    let plan: QueryPlan
    let configuration: EngineConfiguration
    let options: ResultOptions
    let display: RowDisplay
    let timeout: Duration?

    init(
        plan: QueryPlan,
        configuration: EngineConfiguration,
        options: ResultOptions,
        display: DisplayOptions,
        timeout: Duration?
    ) {
        self.plan = plan
        self.configuration = configuration
        self.options = options
        self.display = RowDisplay(display)
        self.timeout = timeout
    }

    func run() async throws {
        do {
            try await DuckDBEnvironment(configuration).cursor(timeout: timeout) { cursor in
                let writer = try OutputWriter(display.output)
                try write(to: writer, cursor)
                try writer.commit()
            }
        } catch {
            throw plan.explain(error)
        }
    }

    private func write(to writer: OutputWriter, _ cursor: borrowing Cursor) throws {
        let (sql, parameters) = try plan.statement(on: cursor)
        try cursor.bootstrap(for: sql, parameters)
        let bar = display.showsProgress ? ProgressBar(try? cursor.progress(every: .milliseconds(200))) : nil
        defer { bar?.end() }
        switch display.format {
        case .table, .markdown:
            var isQuery = true
            var rows = try cursor.stream(sql, parameters) { kind in
                try plan.check(kind)
                isQuery = [.select, .explain, .relation, .call, .pragma].contains(kind)
            }
            var table = ResultTable(rows.columns, limit: display.rowLimit)
            try table.read(&rows)
            bar?.end()
            try writer.write(Array(text(of: table, isQuery: isQuery).utf8))
        case .encoded(.parquet):
            _ = try cursor.encodeParquet(sql, parameters, limits: .none, check: plan.check) {
                try writer.write(Array($0.readableBytesView))
            }
        case .encoded(let format):
            var rows = try cursor.stream(sql, parameters, check: plan.check)
            try rows.encode(as: format, options: options) { try writer.write(Array($0.readableBytesView)) }
            if display.isTerminal, format == .json || format == .columns { try writer.write([UInt8(ascii: "\n")]) }
        }
    }

    private func text(of table: ResultTable, isQuery: Bool) -> String {
        guard isQuery || table.rowCount > 0 else { return "OK\n" }
        return display.format == .markdown ? table.markdown : table.drawing(width: display.width)
    }
}
