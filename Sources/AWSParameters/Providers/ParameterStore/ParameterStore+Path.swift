#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ParameterStore {
    /// Fetches the decrypted values of all parameters under a path, however deep.
    ///
    /// One request for ten parameters, one after the other, as the service pages them, each on a connection of its own: a
    /// path of hundreds needs a longer total time-out.
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
        var tokens: Set<String> = []
        var size = 0
        repeat {
            let body = try GetParametersByPath.requestBody(prefix, token)
            let answer = try await client.send(operation, body: body, deadline: deadline)
            size += answer.count
            guard size <= Self.maximumPathSize else {
                throw AWSParametersError.tooLong(operation, endpoint, Self.maximumPathSize)
            }
            guard
                let page = GetParametersByPath.page(in: answer),
                page.nextToken.map({ tokens.insert($0).inserted }) ?? true,
                page.values.keys.allSatisfy({ $0.hasPrefix(prefix) })
            else { throw AWSParametersError.unreadable(operation, endpoint) }
            for (name, value) in page.values { found[String(name.dropFirst(prefix.count))] = value }
            token = page.nextToken
        } while token != nil
        return found
    }

    /// In bytes of all answers, some 8000 parameters.
    private static let maximumPathSize = 8 << 20

    private func getParametersByPath(_ path: String) -> RemoteOperation {
        let resource = path.hasSuffix("/") ? String(path.dropLast()) : path
        return operation("GetParametersByPath", [path], resources: [resource, "\(resource)/*"])
    }
}
