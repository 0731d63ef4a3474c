extension RemoteRequest {
    /// Whether a text repeats one of the secrets, or a piece of one, as it is or percent-encoded.
    ///
    /// Bytes are compared, since a letter followed by a combining accent is another character. A service may cut a secret off
    /// or escape what is between its letters, so every run of two dozen bytes of it counts.
    func isRepeated(in text: String) -> Bool {
        let forms = [Array(text.utf8), Self.percentDecoded(text)]
        return (secrets + (credentials?.parts ?? [])).contains { secret in
            Self.pieces(Array(secret.utf8)).contains { piece in forms.contains { $0.firstRange(of: piece) != nil } }
        }
    }

    /// The whole of a short secret; of a longer one overlapping pieces of 16 bytes.
    private static func pieces(_ secret: [UInt8]) -> [ArraySlice<UInt8>] {
        let length = 16
        guard secret.count > length else { return secret.isEmpty ? [] : [secret[...]] }
        return stride(from: 0, through: secret.count - length, by: length / 2).map { secret[$0..<$0 + length] }
    }

    private static func percentDecoded(_ text: String) -> [UInt8] {
        var decoded: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                decoded.append(code)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte)
            }
        }
        return decoded
    }
}
