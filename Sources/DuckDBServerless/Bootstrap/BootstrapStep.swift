public import DuckDBClient

/// One thing that has to be set up before a query can use it: an attached catalog, a secret for a kind of path.
///
/// A step runs at most once in an engine, when a statement first needs it. It succeeds whole or leaves no trace: when
/// ``attach(to:with:)`` throws, ``detach(from:)`` is called, and the step is tried again at the next need.
public protocol BootstrapStep: Sendable {
    /// The step's name in errors, logs and timelines.
    var name: String { get }

    /// What in a statement calls for the step.
    var triggers: [BootstrapTrigger] { get }

    /// The extensions the step needs, by name; they are loaded when the engine wakes.
    var extensions: [String] { get }

    /// The secrets the step needs, fetched in one batch with those of the other selected steps.
    var secrets: [SecretReference] { get }

    /// Whether the step needs the function's AWS credentials.
    var needsCredentials: Bool { get }

    /// Does the work, on a connection of the step's own.
    ///
    /// Secrets go in as bound parameters, never into SQL text.
    ///
    /// - Throws: An engine error, or the step's own.
    func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws

    /// Undoes whatever part of ``attach(to:with:)`` was done before it threw.
    func detach(from connection: borrowing Connection) throws

    /// What an engine error from ``attach(to:with:)`` means for this step.
    func failure(_ error: DuckDBError) -> BootstrapError
}

extension BootstrapStep {
    /// None.
    public var extensions: [String] { [] }
    /// None.
    public var secrets: [SecretReference] { [] }
    /// False.
    public var needsCredentials: Bool { false }

    /// Reports the engine's text as it is.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        BootstrapError(
            .attachFailed,
            step: name,
            "\(error)",
            remedy: "Check the step's configuration.",
            underlying: error
        )
    }
}
