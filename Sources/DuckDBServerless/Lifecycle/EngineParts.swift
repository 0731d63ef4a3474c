internal import DuckDBClient
internal import Synchronization

/// What an engine is made of, shared by all of its cursors.
struct EngineParts: Sendable {
    let database: Database
    let loader: ExtensionLoader
    let bootstrapper: Bootstrapper
    let missing: MissingExtension
    /// Looks into every statement of a hardened engine.
    let authorizer: StatementAuthorizer?
}

/// What a cursor's running statement names, for whoever has to clean up behind a cursor that was left behind.
final class CurrentStatement: Sendable {
    private let state = Mutex<[String]>([])

    /// The statement and its text parameters.
    var texts: [String] {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
