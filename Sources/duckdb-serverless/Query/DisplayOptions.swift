import ArgumentParser
import DuckDBLambda
import Glibc

/// How rows are shown, and where.
struct DisplayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The form of the rows.", valueName: "format")
    )
    var format = QueryFormat.table

    @Option(name: .customLong("output"), help: ArgumentHelp("Write the rows to a file.", valueName: "file"))
    private var file: String?

    @Option(help: ArgumentHelp("Show so many rows of a table, 0 for all (default: 40).", valueName: "n"))
    var maxRows: Int?

    func validate() throws {
        guard maxRows == nil || format.isTable else {
            throw ValidationError(
                "--max-rows is for the formats table and markdown; add LIMIT to the statement instead."
            )
        }
        guard maxRows ?? 0 >= 0 else { throw ValidationError("--max-rows must be 0 or more.") }
        guard format != .encoded(.parquet) || !output.isTerminal else {
            throw ValidationError("Parquet is not for a terminal: write it to a file with --output, or to a pipe.")
        }
    }

    var output: OutputTarget { OutputTarget(file: file) }

    /// How many rows a table shows.
    var rowLimit: Int { maxRows.map { $0 == 0 ? .max : $0 } ?? 40 }

    /// How wide a table may be, in columns of a terminal.
    var width: Int? { output.isTerminal ? Terminal.width(STDOUT_FILENO) : nil }

    /// Whether nothing else is on the terminal that shows the progress, while the statement runs.
    var showsProgress: Bool { Terminal.isTerminal(STDERR_FILENO) && (format.isTable || !output.isTerminal) }
}
