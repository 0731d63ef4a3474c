/// Which web pages may read answers: the headers of CORS.
struct CrossOrigin: Sendable {
    /// Those of the configuration; `*` for all.
    let origins: [String]

    /// The headers that an answer needs for the page that asked; none where it may not read it.
    func headers(for origin: String?) -> [String: String] {
        guard !origins.isEmpty else { return [:] }
        if origins.contains("*") {
            return ["access-control-allow-origin": "*", "access-control-expose-headers": Self.exposed]
        }
        // The answer differs by it, so caches must keep one for each.
        guard let origin, origins.contains(origin) else { return ["vary": "origin"] }
        return [
            "access-control-allow-origin": origin, "access-control-expose-headers": Self.exposed, "vary": "origin",
        ]
    }

    /// The headers of the answer to a page that asks before it sends.
    func preflightHeaders(for origin: String?, methods: [String]) -> [String: String] {
        var headers = headers(for: origin)
        headers["allow"] = (methods + ["OPTIONS"]).joined(separator: ", ")
        guard headers["access-control-allow-origin"] != nil else { return headers }
        headers["access-control-allow-methods"] = headers["allow"]
        headers["access-control-allow-headers"] = "accept, authorization, content-type, if-none-match"
        headers["access-control-max-age"] = "3600"
        return headers
    }

    private static let exposed = "content-type, etag, server-timing, x-request-id, x-row-count"
}
