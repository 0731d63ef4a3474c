/// Ports of 127.0.0.1 that nothing listens on.
public enum FreePort {
    /// A port that was free a moment ago; whoever binds it must be ready to try another.
    public static func find() throws(ServiceError) -> Int {
        try LoopbackSocket(boundToAnyPort: ()).port
    }

    /// Calls `body` with free ports until one is not taken by another process in between, five times at most.
    static func retrying<Result>(_ body: (Int) async throws -> Result) async throws -> Result {
        for _ in 1..<5 {
            do {
                return try await body(find())
            } catch let error as ServiceError where error.description.lowercased().contains("address already in use") {
                continue
            }
        }
        return try await body(find())
    }
}
