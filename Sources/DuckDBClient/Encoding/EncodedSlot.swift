/// The place of one encoded value, which containers that were handed out fill in any order.
final class EncodedSlot {
    enum Content {
        case value(Value)
        case fields([(name: String, slot: EncodedSlot)])
        case elements([EncodedSlot])
    }

    private var content: Content?

    init(_ value: Value? = nil) {
        content = value.map(Content.value)
    }

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
        if case .elements(let slots) = content { slots.count } else { 0 }
    }

    func add(_ slot: EncodedSlot, named name: String) {
        guard case .fields(var fields) = content else { return }
        // Without this the array would be copied for each field.
        content = nil
        fields.append((name, slot))
        content = .fields(fields)
    }

    func add(_ slot: EncodedSlot) {
        guard case .elements(var slots) = content else { return }
        content = nil
        slots.append(slot)
        content = .elements(slots)
    }

    /// What has been filled in; NULL for nothing.
    var value: Value {
        switch content {
        case nil: .null
        case .value(let value): value
        case .fields(let fields): .structure(fields.map { StructField(name: $0.name, value: $0.slot.value) })
        case .elements(let slots): .list(slots.map(\.value))
        }
    }
}
