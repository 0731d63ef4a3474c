import Synchronization

/// Parameters held in memory, for tests: change a value as a rotation does, fail as a service does, count the calls.
public final class InMemoryParameters: ParameterProvider {
    private let state: Mutex<State>

    private struct State {
        var values: [String: Secret]
        var failure: (any Error)?
        var calls: [[String]] = []
    }

    /// Creates parameters with these values by name.
    public init(_ values: [String: String] = [:]) {
        self.state = Mutex(State(values: values.mapValues { Secret($0) }))
    }

    /// A parameter's value, which is rotated by setting it and deleted by setting nil.
    public subscript(name: String) -> Secret? {
        get { state.withLock { $0.values[name] } }
        set { state.withLock { $0.values[name] = newValue } }
    }

    /// What every call throws; nil for none.
    public var failure: (any Error)? {
        get { state.withLock { $0.failure } }
        set { state.withLock { $0.failure = newValue } }
    }

    /// The names of each call so far, in their order.
    public var calls: [[String]] {
        state.withLock { $0.calls }
    }

    /// `memory`.
    public func metricsLabel(of name: String) -> String { "memory" }

    /// The values.
    ///
    /// - Throws: ``failure``, or ``AWSParametersError`` with ``AWSParametersError/Code/parameterNotFound``.
    public func parameters(named names: [String]) throws -> [String: Secret] {
        try state.withLock { state in
            state.calls.append(names)
            if let failure = state.failure { throw failure }
            let missing = Set(names).subtracting(state.values.keys).sorted()
            guard missing.isEmpty else {
                throw AWSParametersError(.parameterNotFound, "There are no such parameters in memory.", names: missing)
            }
            return state.values.filter { names.contains($0.key) }
        }
    }
}
