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

    /// Whether a request that may change something comes from where it may: from a page of the same host or of the
    /// configured origins, or from no page at all.
    ///
    /// A page may send a POST without asking first, and a browser adds what vouches for its user, such as his address.
    func mayPost(_ header: (String) -> String?) -> Bool {
        guard let origin = header("origin") else { return header("sec-fetch-site") != "cross-site" }
        let host = origin.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init)
        return origins.contains("*") || origins.contains(origin) || (host != nil && host == header("host"))
    }

    /// What the answer to a page that asks before it sends has beside ``headers(for:)``.
    func preflightHeaders(for origin: String?, methods: [String]) -> [String: String] {
        let allowed = (methods + ["OPTIONS"]).joined(separator: ", ")
        guard headers(for: origin)["access-control-allow-origin"] != nil else { return ["allow": allowed] }
        return [
            "allow": allowed, "access-control-allow-methods": allowed, "access-control-max-age": "3600",
            "access-control-allow-headers": "accept, authorization, content-type, if-none-match",
        ]
    }

    private static let exposed = "content-type, etag, server-timing, x-request-id, x-row-count"
}
