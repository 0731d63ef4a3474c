package import DuckDBClient

/// Decides whether a statement that others wrote may run, by the engine's own parse tree of it.
///
/// A list of what is allowed, not of what is forbidden: one statement, a query, of known parts, with known functions. What the
/// engine's parser does not show, or shows in a form that is not known here, is refused. Whitespace, comments, quotes and case
/// are the parser's concern. Files, loading and settings are the engine's, see ``HardenedProfile/lockDown(_:)``: neither is
/// enough without the other. How much a statement may use belongs to `memory_limit` and the deadline.
package struct StatementAuthorizer: Sendable {
    let valueFunctions: Set<String>
    let tableFunctions: Set<String>
    private let maximumLength: Int
    /// The only ones, though the engine itself would let a statement read its spill folder and the files of attached databases.
    private let directories: [String]

    /// Costs about 0.1 ms: make one for an engine.
    package init(_ profile: HardenedProfile) {
        let own = Set(profile.allowedFunctions.map { $0.lowercased() })
        valueFunctions = BuiltInFunctions.values.union(own)
        tableFunctions = BuiltInFunctions.tables.union(BuiltInFunctions.fileReaders).union(own)
        maximumLength = profile.maximumLength
        directories = profile.allowedDirectories.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    }

    /// Looks into a statement without planning it: nothing of it is run, opened or asked for.
    ///
    /// Texts among the parameters are looked at too, for any may become a path.
    ///
    /// - Parameters:
    ///   - sql: The statement, to be run unchanged when this returns.
    ///   - parameters: What will be bound to it.
    ///   - connection: The connection that will run it; no stream may be open on it.
    /// - Throws: ``RefusedStatement``; `DuckDBError` with code `parser`, as running it would.
    package func check(
        _ sql: SQL,
        _ parameters: Parameters = .none,
        on connection: borrowing Connection
    ) throws {
        guard sql.text.utf8.count <= maximumLength else {
            throw RefusedStatement(.tooLong, "It has more than \(maximumLength) bytes.")
        }
        let texts = parameters.texts + Parameters.positional(sql.values).texts
        guard !texts.contains(where: PathOptions.areIn) else { throw RefusedStatement.pathOptions }
        let tree = try tree(of: Self.query(in: sql.text), on: connection)
        try check(tree)
        let paths = FilePaths(tree, sql.values, parameters)
        let isAllowed = paths.all.allSatisfy { path in directories.contains(where: path.hasPrefix) }
        guard isAllowed, !paths.isIncomplete else { throw RefusedStatement.outside }
    }

    private func tree(of query: String, on connection: borrowing Connection) throws -> SyntaxNode {
        // The engine would run what is before the NUL and inspect what is behind it too.
        guard !query.utf8.contains(0) else { throw RefusedStatement.notInspectable("It contains a NUL character.") }
        let json = try connection.fetchOne(String.self, Self.serialization, [.text(query)])
        guard let tree = json.flatMap(SyntaxNode.init) else {
            throw RefusedStatement.notInspectable("It is nested too deeply.")
        }
        guard let error = tree.text("error_type") else { return tree }
        switch error {
        case "not implemented": throw RefusedStatement.notReadOnly
        case "parser":
            // For the message with line and position. An extension's own syntax parses here, and is refused.
            _ = try connection.extractStatements(SQL(unsafe: query))
            throw RefusedStatement.notInspectable("Its syntax is an extension's.")
        default: throw RefusedStatement.notInspectable("The engine does not show all of its parts.")
        }
    }

    private func check(_ tree: SyntaxNode) throws(RefusedStatement) {
        guard case .array(let statements) = tree["statements"], !statements.isEmpty else {
            throw .notInspectable("There is none.")
        }
        guard statements.count == 1 else {
            throw RefusedStatement(.severalStatements, "There are \(statements.count). Send one.")
        }
        try visit(tree)
    }

    /// The engine shows the tree of a SELECT only; EXPLAIN takes any statement, and runs it with ANALYZE.
    ///
    /// What is cut off here is `EXPLAIN` and `EXPLAIN ANALYZE` and no other form, so that what follows means the same alone.
    private static func query(in text: String) -> String {
        guard let rest = rest(of: text[...], after: "explain") else { return text }
        let query = self.rest(of: rest, after: "analyze") ?? rest
        return query.first == "(" ? text : String(query)
    }

    private static func rest(of text: Substring, after word: String) -> Substring? {
        let text = text.drop(while: isSpace)
        guard text.prefix(word.count).lowercased() == word else { return nil }
        let rest = text.dropFirst(word.count)
        return rest.first.map(isSpace) == true ? rest.drop(while: isSpace) : nil
    }

    private static func isSpace(_ character: Character) -> Bool { character.isASCII && character.isWhitespace }

    private static let serialization: SQL = """
        SELECT system.main.json_serialize_sql($1::VARCHAR, skip_null := true, skip_empty := true, skip_default := true)::VARCHAR
        """
}
