package import DuckDBClient

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A JSON value as an SQL value: whole numbers as integers, others as doubles, arrays as lists, objects as structures.
package struct JSONValue: Decodable {
    package let value: Value
    /// Far beyond what a parameter needs: each level costs the engine time that cannot be interrupted.
    private static let depthLimit = 32

    /// The value that a text is as JSON; nil where it is none.
    package static func parse(_ text: String) -> Value? {
        try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)).value
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard decoder.codingPath.count <= Self.depthLimit else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "nested too deep")
        }
        // What does not fit costs an error each, so the most frequent come first.
        if container.decodeNil() {
            value = .null
        } else if let text = try? container.decode(String.self) {
            value = .text(text)
        } else if let integer = try? container.decode(Int64.self) {
            value = .integer(integer)
        } else if let boolean = try? container.decode(Bool.self) {
            value = .boolean(boolean)
        } else if let integer = try? container.decode(Int128.self) {
            value = .hugeInteger(integer)
        } else if let number = try? container.decode(Double.self) {
            value = .double(number)
        } else if let list = try? container.decode([JSONValue].self) {
            value = .list(list.map(\.value))
        } else {
            let fields = try container.decode([String: JSONValue].self)
            value = .structure(
                fields.sorted { $0.key < $1.key }.map { StructField(name: $0.key, value: $0.value.value) }
            )
        }
    }
}
