/// What of the options matters while rows are written.
struct RowDisplay: Sendable {
    let format: QueryFormat
    let output: OutputTarget
    let rowLimit: Int
    let width: Int?
    let showsProgress: Bool

    var isTerminal: Bool { output.isTerminal }

    init(_ options: DisplayOptions) {
        format = options.format
        output = options.output
        rowLimit = options.rowLimit
        width = options.width
        showsProgress = options.showsProgress
    }
}
