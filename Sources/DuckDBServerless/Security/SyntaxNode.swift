/// A node of the engine's parse tree, as `json_serialize_sql` writes it.
///
/// Read by hand because the standard decoder would take longer than the engine does to parse the statement.
enum SyntaxNode {
    case object([(key: String, value: SyntaxNode)])
    case array([SyntaxNode])
    case text(String)
    /// A number, a truth value or null, of which none matters here.
    case other

    /// nil for what is not such a tree, or is nested deeper than the tree of any sensible statement.
    init?(_ json: String) {
        var reader = SyntaxReader(json)
        guard let node = reader.node(depth: 0), reader.isAtEnd else { return nil }
        self = node
    }

    subscript(key: String) -> SyntaxNode? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text of a member.
    func text(_ key: String) -> String? {
        guard case .text(let text) = self[key] else { return nil }
        return text
    }

    /// What is right below.
    var children: [SyntaxNode] {
        switch self {
        case .object(let members): members.map(\.value)
        case .array(let nodes): nodes
        case .text, .other: []
        }
    }

    /// The texts of this node and of all below it.
    var texts: [String] {
        if case .text(let text) = self { return [text] }
        return children.flatMap(\.texts)
    }
}
