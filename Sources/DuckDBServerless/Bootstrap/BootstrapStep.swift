public import AWSParameters
public import DuckDBClient

/// One thing that has to be set up before a query can use it: an attached catalog, a secret for a kind of path.
///
/// A step runs when a statement first needs it, and again only when what it did is gone. Steps that do not build on each other run at the
/// same time, each on a connection of its own. A step succeeds whole or leaves no trace: when
/// ``attach(to:with:)`` throws, ``detach(from:)`` is called, and the step is tried again at the next need. The name is the
/// step's own: no other step of an engine may have it. Steps are compared with `==`: a database that is open already is not
/// handed to whoever asks for it with other steps.
public protocol BootstrapStep: Sendable, Hashable {
    /// The step's name in errors, logs and timelines.
    var name: String { get }

    /// What in a statement calls for the step.
    var triggers: [BootstrapTrigger] { get }

    /// Whether the step runs when the engine wakes, in INIT, rather than when a statement first needs it.
    var isEager: Bool { get }

    /// Texts that the step itself uses, such as the path of a lake's data or its own SQL.
    ///
    /// Other steps that they call for run before this one.
    var requirements: [String] { get }

    /// How long the step may take, its secrets included and the steps that it builds on not, before it is left behind; nil for as
    /// long as it takes.
    ///
    /// A statement that waits for it may give up sooner. After a run that was left behind no other begins until that one has
    /// ended, or for half a minute.
    var timeout: Duration? { get }

    /// The extensions the step needs, by name; they are loaded before it runs.
    var extensions: [String] { get }

    /// The secrets the step needs, fetched in one batch with those of the other selected steps.
    var secrets: [ParameterReference] { get }

    /// Whether the step needs the function's AWS credentials.
    var needsCredentials: Bool { get }

    /// Does the work, on a connection of the step's own.
    ///
    /// Secrets go in as bound parameters, never into SQL text.
    ///
    /// - Throws: An engine error, or the step's own.
    func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws

    /// Undoes ``attach(to:with:)``, or whatever part of it was done before it threw; nothing to undo is no error.
    ///
    /// Also called before every ``attach(to:with:)``: what is there under the step's names goes.
    func detach(from connection: borrowing Connection) throws

    /// What an engine error from ``attach(to:with:)`` means for this step.
    func failure(_ error: DuckDBError) -> BootstrapError

    /// Whether a statement's error says that what the step did is gone or void: a catalog detached, a password rotated.
    ///
    /// The step is then run again, with its secrets fetched anew, and the statement is tried once more.
    func isUndone(by error: DuckDBError) -> Bool

    /// Whether a statement's error has passed when the statement is run once more: a connection that broke, a replica that
    /// cancelled the query because of its replay.
    ///
    /// The statement is then run again, up to twice, unless it is part of a transaction.
    func isTransient(_ error: DuckDBError) -> Bool

    /// Lets go of what may not have survived a pause, such as idle connections after the function was frozen.
    ///
    /// Called before the first statement after 20 seconds without one, when the step is done. It must not wait for a network.
    func resume(on connection: borrowing Connection) throws
}

extension BootstrapStep {
    /// False: the step waits for the statement that needs it.
    public var isEager: Bool { false }
    /// None.
    public var requirements: [String] { [] }
    /// Half a minute.
    public var timeout: Duration? { .seconds(30) }
    /// None.
    public var extensions: [String] { [] }
    /// None.
    public var secrets: [ParameterReference] { [] }
    /// False.
    public var needsCredentials: Bool { false }

    /// False.
    public func isTransient(_ error: DuckDBError) -> Bool { false }
    /// Does nothing.
    public func resume(on connection: borrowing Connection) throws {}

    /// When the engine does not know a catalog of the step, or the step calls the error a refused login.
    public func isUndone(by error: DuckDBError) -> Bool {
        guard !error.isOfTheStatement else { return false }
        if isDetached(by: error) { return true }
        // Names that the statement made up stand in these.
        return ![.catalog, .binder].contains(error.code) && failure(error).code == .authenticationFailed
    }

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

extension DuckDBError {
    /// Whether the error's text is the statement's own or its data's: whoever writes `SELECT error('ExpiredToken')` is not to
    /// have credentials fetched and catalogs attached anew.
    var isOfTheStatement: Bool { Self.ofTheStatement.contains(code) }

    private static let ofTheStatement: Set<Code> = [
        .invalidInput, .conversion, .parser, .syntax, .outOfRange, .mismatchType, .constraint, .divideByZero,
    ]
}
