internal import DuckDBClient

/// The paths that a statement reads, wherever they are written or bound.
struct FilePaths {
    private(set) var all: [String] = []
    /// Whether one of them could not be found, and so not be looked at.
    private(set) var isIncomplete = false
    private let bound: [String: Value]

    /// - Parameters:
    ///   - tree: A statement that has passed the authorizer: its paths are literals, parameters and lists of them.
    ///   - interpolated: The values of its text.
    ///   - parameters: What else is bound.
    init(_ tree: SyntaxNode, _ interpolated: [Value], _ parameters: Parameters) {
        var bound: [String: Value] = [:]
        var values = interpolated
        switch parameters {
        case .positional(let others): values += others
        case .named(let others): bound = others
        }
        for (index, value) in values.enumerated() { bound["\(index + 1)"] = value }
        self.bound = bound
        collect(tree)
    }

    private mutating func collect(_ node: SyntaxNode) {
        switch node.text("type") {
        case "BASE_TABLE":
            let path = ["catalog_name", "schema_name", "table_name"].compactMap(node.text).joined(separator: ".")
            if path.utf8.contains(UInt8(ascii: "/")) { all.append(path) }
        case "TABLE_FUNCTION":
            let function = node["function"]
            let name = function?.text("function_name")?.lowercased() ?? ""
            guard BuiltInFunctions.fileReaders.contains(name) else { break }
            // The first that is not given by a name, as options are.
            let path = function?["children"]?.children.first { argument in
                argument.text("class") != "COMPARISON" && argument.text("alias")?.isEmpty ?? true
            }
            if let path { addPaths(path) } else { isIncomplete = true }
        default: break
        }
        for child in node.children { collect(child) }
    }

    private mutating func addPaths(_ node: SyntaxNode) {
        switch node.text("class") {
        case "CONSTANT": add(node["value"]?.text("value").map { [$0] })
        case "PARAMETER": add(bound[node.text("identifier") ?? ""].map { Parameters.positional([$0]).texts })
        default: for child in node["children"]?.children ?? [] { addPaths(child) }
        }
    }

    private mutating func add(_ paths: [String]?) {
        all += paths ?? []
        isIncomplete = isIncomplete || paths?.isEmpty ?? true
    }
}
