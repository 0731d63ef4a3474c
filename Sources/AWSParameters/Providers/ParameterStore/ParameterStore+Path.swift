#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ParameterStore {
    /// Fetches the decrypted values of all parameters under a path, however deep.
    ///
    /// One request for ten parameters, one after the other, as the service pages them.
    ///
    /// - Parameter path: The path, such as `/prod/replica`, with or without a slash at its end.
    /// - Returns: The values by name relative to the path, such as `password` and `pool/size`; empty when there are none.
    /// - Throws: ``AWSParametersError``, `CancellationError`, or the credential provider's own error.
    public func parameters(underPath path: String) async throws -> [String: Secret] {
        try await client.remote.withinLimits(getParametersByPath(path)) { deadline in
            try await fetch(underPath: path, deadline: deadline)
        }
    }

    /// All parameters under a path as one JSON object; without any, nothing.
    func fetchObject(_ path: String, deadline: ContinuousClock.Instant) async throws -> [String: Secret] {
        let values = try await fetch(underPath: path, deadline: deadline)
        guard !values.isEmpty else { return [:] }
        let object = try JSONEncoder().encode(values.mapValues { $0.reveal() })
        return [path: Secret(String(decoding: object, as: UTF8.self))]
    }

    private func fetch(underPath path: String, deadline: ContinuousClock.Instant) async throws -> [String: Secret] {
        let operation = getParametersByPath(path)
        let prefix = path.hasSuffix("/") ? path : "\(path)/"
        var found: [String: Secret] = [:]
        var token: String?
        repeat {
            let body = try GetParametersByPath.requestBody(prefix, token)
            let answer = try await client.send(operation, body: body, deadline: deadline)
            guard
                let page = GetParametersByPath.page(in: answer), page.nextToken != token || token == nil,
                page.values.keys.allSatisfy({ $0.hasPrefix(prefix) })
            else { throw AWSParametersError.unreadable(operation, endpoint) }
            for (name, value) in page.values { found[String(name.dropFirst(prefix.count))] = value }
            token = page.nextToken
        } while token != nil
        return found
    }

    private func getParametersByPath(_ path: String) -> RemoteOperation {
        let resource = path.hasSuffix("/") ? String(path.dropLast()) : path
        return operation("GetParametersByPath", [path], resources: [resource, "\(resource)/*"])
    }
}
