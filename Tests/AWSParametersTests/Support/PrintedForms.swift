import Foundation

/// Everything that printing, logging, mirroring or encoding can show of a value.
func printedForms(of value: Any) -> String {
    var forms = "\(value) \(String(reflecting: value)) \(String(describing: Optional(value)))"
    dump(value, to: &forms)
    dump([value], to: &forms)
    addChildren(of: Mirror(reflecting: value), to: &forms)
    if let value = value as? any Encodable {
        forms += (try? String(decoding: JSONEncoder().encode([value].map(AnyEncodable.init)), as: UTF8.self)) ?? ""
    }
    if let error = value as? any Error { forms += error.localizedDescription }
    return forms
}

private func addChildren(of mirror: Mirror, to forms: inout String) {
    for child in mirror.children {
        forms += "\(child.label ?? ""): \(child.value) \(String(reflecting: child.value))"
        addChildren(of: Mirror(reflecting: child.value), to: &forms)
    }
}

private struct AnyEncodable: Encodable {
    let value: any Encodable

    func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }
}
