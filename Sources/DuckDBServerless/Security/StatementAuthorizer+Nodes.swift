extension StatementAuthorizer {
    /// Goes through the whole tree; an object that says its class is an expression, one that says its type something else.
    func visit(_ node: SyntaxNode) throws(RefusedStatement) {
        if let kind = node.text("class") {
            guard Self.expressions.contains(kind) else { throw Self.unknown(kind) }
            // A value of the statement's own: nothing in it is a part of the statement.
            if kind == "CONSTANT" { return }
            // Casts from and to it can end the engine, or the process: see `Documentation/security.md`.
            if kind == "CAST", node["cast_type"]?.texts.contains("VARIANT") == true { throw .variant }
            if kind == "FUNCTION" || kind == "WINDOW" { try checkName(node, among: valueFunctions) }
        } else if let kind = node.text("type") {
            guard Self.others.contains(kind) else { throw Self.unknown(kind) }
            switch kind {
            case "TABLE_FUNCTION": return try visitTableFunction(node)
            case "BASE_TABLE": try checkTable(node)
            case "SHOW_REF": try checkShow(node)
            default: break
            }
        }
        for child in node.children { try visit(child) }
    }

    private static func unknown(_ kind: String) -> RefusedStatement {
        .notInspectable("It has a part that is not known here, \(kind).")
    }

    @discardableResult
    private func checkName(_ node: SyntaxNode, among allowed: Set<String>) throws(RefusedStatement) -> String {
        let name = node.text("function_name") ?? ""
        let folded = name.lowercased()
        guard allowed.contains(folded) else { throw .function(name) }
        return folded
    }

    private func visitTableFunction(_ node: SyntaxNode) throws(RefusedStatement) {
        guard let function = node["function"] else { throw Self.unknown("TABLE_FUNCTION") }
        let name = try checkName(function, among: tableFunctions)
        if BuiltInFunctions.fileReaders.contains(name) {
            for argument in function["children"]?.children ?? [] { try checkPath(argument, of: name) }
            guard !function.texts.contains(where: PathOptions.areIn) else { throw .pathOptions }
        }
        guard case .object(let members) = node else { return }
        // The function itself was looked at: as a function that gives a value it would be refused.
        for (key, value) in members { for child in key == "function" ? value.children : [value] { try visit(child) } }
    }

    /// An argument that is a path, or could be one, is written out: what is computed could be any path.
    private func checkPath(_ node: SyntaxNode, of function: String) throws(RefusedStatement) {
        switch node.text("class") {
        case "CONSTANT", "PARAMETER": return
        // `true` is a cast of a text.
        case "CAST" where node["cast_type"]?.text("id") == "BOOLEAN": return
        case "FUNCTION" where Self.containers.contains(node.text("function_name") ?? ""): break
        case "OPERATOR" where node.text("type") == "ARRAY_CONSTRUCTOR": break
        // `name = value`, in which the name looks like a column.
        case "COMPARISON" where node.text("type") == "COMPARE_EQUAL" && node["left"]?.text("class") == "COLUMN_REF":
            guard let value = node["right"] else { throw .computedPath(function) }
            return try checkPath(value, of: function)
        default: throw .computedPath(function)
        }
        for child in node["children"]?.children ?? [] { try checkPath(child, of: function) }
    }

    private func checkTable(_ node: SyntaxNode) throws(RefusedStatement) {
        let parts = ["catalog_name", "schema_name", "table_name"].compactMap(node.text)
        // As the engine does when it finds no such table, and looks for a file.
        let path = parts.joined(separator: ".")
        guard !PathOptions.areIn(path) else { throw .pathOptions }
        guard !path.utf8.contains(UInt8(ascii: "/")) || Self.isDataFile(path.lowercased()) else { throw .file }
        let name = (parts.last ?? "").lowercased()
        let isDefinition = name == "views" && node.text("schema_name")?.lowercased() == "information_schema"
        guard !BuiltInFunctions.refusedViews.contains(name), !isDefinition else { throw .view(name) }
    }

    /// Whether the engine takes a path in place of a table as the argument of a function that is allowed.
    ///
    /// A database file would be opened as one, and extensions bring kinds of their own.
    private static func isDataFile(_ path: String) -> Bool {
        let file =
            path.hasSuffix(".gz") || path.hasSuffix(".zst")
            ? path[..<(path.lastIndex(of: ".") ?? path.endIndex)] : path[...]
        return [".parquet", ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xlsx"].contains { file.hasSuffix($0) }
    }

    private func checkShow(_ node: SyntaxNode) throws(RefusedStatement) {
        guard let name = node.text("table_name"), !Self.shown.contains(name) else { return }
        throw .view(name)
    }

    private static let containers: Set = ["list_value", "map", "struct_pack"]
    private static let shown: Set = ["\"tables\"", "\"databases\"", "\"schemas\"", "__show_tables_expanded"]
    private static let expressions: Set = [
        "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "DEFAULT",
        "FUNCTION",
        "LAMBDA", "LAMBDA_REF", "OPERATOR", "PARAMETER", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "WINDOW",
    ]
    private static let others: Set = [
        "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE",
        "BASE_TABLE", "EMPTY", "EXPRESSION_LIST", "JOIN", "PIVOT", "SHOW_REF", "SUBQUERY", "TABLE_FUNCTION",
        "DISTINCT_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "ORDER_MODIFIER",
        "ASCENDING", "DESCENDING", "ORDER_DEFAULT",
        "ARRAY_TYPE_INFO", "DECIMAL_TYPE_INFO", "ENUM_TYPE_INFO", "LIST_TYPE_INFO", "STRING_TYPE_INFO",
        "STRUCT_TYPE_INFO",
        "UNBOUND_TYPE_INFO",
    ]
}
