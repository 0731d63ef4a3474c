/// What a header such as `Accept` or `Accept-Encoding` takes: `type;q=0.5, type`.
struct AcceptedTypes {
    private let entries: [(name: String, quality: Double)]

    /// Takes everything where there is no header.
    init(_ header: String?) {
        entries = (header ?? "").split(separator: ",").compactMap { entry in
            let parts = entry.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let name = parts.first, !name.isEmpty else { return nil }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return (name, quality ?? 1)
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    /// How much a type is wanted, 0 for not at all; the most exact entry counts.
    func quality(of type: String) -> Double {
        let group = type.split(separator: "/").first.map { $0 + "/*" } ?? ""
        for name in [type, group, "*/*", "*"] {
            if let entry = entries.first(where: { $0.name == name }) { return entry.quality }
        }
        return 0
    }

    /// The format that is wanted most, of several the first.
    ///
    /// - Throws: ``QueryRequestError`` with code `notAcceptable`.
    func format() throws(QueryRequestError) -> ResultFormat {
        guard !isEmpty else { return .json }
        // Columns have JSON's own type, and are asked for by the path.
        let formats = ResultFormat.allCases.filter { $0 != .columns }
        let best = formats.map { ($0, quality(of: $0.mediaType)) }.reduce((ResultFormat.json, 0.0)) { best, next in
            next.1 > best.1 ? next : best
        }
        guard best.1 > 0 else {
            throw QueryRequestError(
                .notAcceptable,
                field: "Accept",
                "No format is accepted. There are \(formats.map(\.mediaType).joined(separator: ", "))."
            )
        }
        return best.0
    }
}

extension ResultFormat {
    /// Whether it is UTF-8, which compression shrinks several times; Parquet is compressed already.
    var isText: Bool { self != .parquet }

    /// The type without its parameters.
    var mediaType: String { contentType.split(separator: ";").first.map(String.init) ?? contentType }
}
