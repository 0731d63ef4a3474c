extension RemoteClient {
    /// Fetches secrets by a request each, all of them at once, within the limits.
    func secrets(
        named names: [String],
        _ operation: ([String]) -> RemoteOperation,
        _ fetch: @escaping @Sendable (_ name: String, _ deadline: ContinuousClock.Instant) async throws -> Secret
    ) async throws -> [String: Secret] {
        let names = Set(names).sorted()
        guard !names.isEmpty else { return [:] }
        return try await withinLimits(operation(names)) { deadline in
            try await withThrowingTaskGroup(of: (String, Secret).self) { group in
                for name in names {
                    group.addTask { (name, try await fetch(name, deadline)) }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
        }
    }
}
