/// The place of one encoded value, which containers that were handed out fill in any order.
final class EncodedSlot {
    enum Content {
        case value(Value)
        case fields([(name: String, part: Part)])
        case elements([Part])
    }

    /// A value that is complete, or the place of one that may not be.
    enum Part {
        case value(Value)
        case slot(EncodedSlot)

        fileprivate var whole: Value {
            switch self {
            case .value(let value): value
            case .slot(let slot): slot.value
            }
        }
    }

    private var content: Content?

    /// Begins a container; asking for the same kind again goes on with the one there is.
    func become(_ content: Content) {
        switch (self.content, content) {
        case (.fields, .fields), (.elements, .elements): break
        default: self.content = content
        }
    }

    func set(_ value: Value) {
        content = .value(value)
    }

    var count: Int {
        if case .elements(let parts) = content { parts.count } else { 0 }
    }

    func add(_ part: Part, named name: String) {
        guard case .fields(var fields) = content else { return }
        // Without this the array would be copied for each field.
        content = nil
        fields.append((name, part))
        content = .fields(fields)
    }

    func add(_ part: Part) {
        guard case .elements(var parts) = content else { return }
        content = nil
        parts.append(part)
        content = .elements(parts)
    }

    /// What has been filled in; NULL for nothing.
    var value: Value {
        switch content {
        case nil: .null
        case .value(let value): value
        case .fields(let fields): .structure(fields.map { StructField(name: $0.name, value: $0.part.whole) })
        case .elements(let parts): .list(parts.map(\.whole))
        }
    }
}
