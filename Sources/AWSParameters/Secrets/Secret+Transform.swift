#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Secret {
    /// Decodes the text from JSON.
    ///
    /// Give the type's secret fields the type ``Secret``, so that they stay redacted.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/invalidValue``, which says where the JSON differs and
    ///   repeats nothing of it but the names of fields.
    public func reveal<Value: Decodable>(as type: Value.Type) throws(AWSParametersError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(reveal().utf8))
        } catch {
            throw .undecodable(as: "\(type)", error)
        }
    }

    /// Decodes the text from Base64, such as the bytes of a binary secret.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/invalidValue``.
    public func revealBase64() throws(AWSParametersError) -> [UInt8] {
        guard let data = Data(base64Encoded: reveal().trimmed) else {
            throw AWSParametersError(.invalidValue, "The value is not Base64.")
        }
        return Array(data)
    }

    /// The field of a JSON object, as a secret of its own: a text as it is, a truth value as a word, a number in digits.
    ///
    /// A number is read as a decimal of 38 digits: `1.50` is `1.5` and `1e3` is `1000`. Keep passwords in texts.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/invalidValue`` when the value is no JSON object, or
    ///   has no such field, or one that is null, an object or an array.
    public func field(_ name: String) throws(AWSParametersError) -> Secret {
        guard let object = try? JSONDecoder().decode(JSONObject.self, from: Data(reveal().utf8)) else {
            throw AWSParametersError(.invalidValue, "The value is not a JSON object, so it has no field '\(name)'.")
        }
        switch object.fields[name] {
        case .text(let text): return Secret(text)
        case .other:
            throw AWSParametersError(.invalidValue, "Field '\(name)' is neither a text nor a number nor a truth value.")
        case nil:
            throw AWSParametersError(
                .invalidValue,
                "The JSON object has no field '\(name)'. Check how it is spelt; capitals count."
            )
        }
    }
}

/// The fields of a JSON object, each as the text that stands for it alone.
private struct JSONObject: Decodable {
    let fields: [String: Field]

    init(from decoder: any Decoder) throws {
        fields = try decoder.singleValueContainer().decode([String: Field].self)
    }

    enum Field: Decodable {
        case text(String)
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let truth = try? container.decode(Bool.self) {
                self = .text(truth ? "true" : "false")
            } else if let number = try? container.decode(Decimal.self) {
                self = .text("\(number)")
            } else {
                self = .other
            }
        }
    }
}

extension AWSParametersError {
    /// The decoder's reason without its words, which may repeat a value.
    fileprivate static func undecodable(as type: String, _ error: any Error) -> AWSParametersError {
        let reason =
            switch error {
            case DecodingError.keyNotFound(let key, let context):
                "\(path(context.codingPath + [key])) is missing"
            case DecodingError.valueNotFound(_, let context):
                "\(path(context.codingPath)) is null"
            case DecodingError.typeMismatch(let type, let context):
                "\(path(context.codingPath)) is not of type \(type)"
            case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
                "\(path(context.codingPath)) has a value that its type does not allow"
            default:
                "it is not JSON, or has a number out of range"
            }
        return AWSParametersError(.invalidValue, "The value cannot be read as \(type): \(reason).")
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        guard !keys.isEmpty else { return "the value" }
        return "field '\(keys.map(\.stringValue).joined(separator: "."))'"
    }
}
