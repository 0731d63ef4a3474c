import Crypto

extension SigV4Request {
    /// The request in the one spelling that client and service both hash.
    func canonical(_ payloadHash: String, encodesPath: Bool) -> String {
        """
        \(method)
        \(encodesPath ? requestPath.percentEncoded(keeping: "/") : requestPath)
        \(canonicalQuery)
        \(canonicalHeaders.map { "\($0.name):\($0.value)\n" }.joined())
        \(signedHeaders)
        \(payloadHash)
        """
    }

    /// The path as a request line has it, which is never empty.
    var requestPath: String { path.isEmpty ? "/" : path }

    /// The SHA-256 of the body.
    var payloadHash: String { SHA256.hash(data: body).hexadecimal }

    /// The names of the headers that are signed, as the `Authorization` header lists them.
    var signedHeaders: String {
        canonicalHeaders.map(\.name).joined(separator: ";")
    }

    /// One line a name: lower-case, sorted, the values trimmed, runs of spaces made one, joined in the order they came.
    private var canonicalHeaders: [(name: String, value: String)] {
        Dictionary(grouping: headers) { $0.name.lowercased() }
            .map { name, fields in
                let values = fields.map { $0.value.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
                return (name, values.joined(separator: ","))
            }
            .sorted { $0.name < $1.name }
    }

    /// The query, sorted and percent-encoded as it is signed.
    var canonicalQuery: String {
        query
            .map { (name: $0.name.percentEncoded(), value: $0.value.percentEncoded()) }
            .sorted { ($0.name, $0.value) < ($1.name, $1.value) }
            .map { "\($0.name)=\($0.value)" }
            .joined(separator: "&")
    }
}

extension String {
    /// Encodes every byte but RFC 3986's unreserved characters and those in `kept`.
    func percentEncoded(keeping kept: String = "") -> String {
        let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        let allowed = Set((unreserved + kept).utf8)
        return utf8.reduce(into: "") { encoded, byte in
            if allowed.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + CollectionOfOne(byte).hexadecimal.uppercased()
            }
        }
    }
}

extension Sequence<UInt8> {
    /// Two lower-case hexadecimal digits a byte.
    var hexadecimal: String {
        reduce(into: "") { digits, byte in
            if byte < 16 { digits += "0" }
            digits += String(byte, radix: 16)
        }
    }
}
