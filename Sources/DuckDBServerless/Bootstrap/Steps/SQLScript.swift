public import DuckDBClient

/// The step that runs SQL of yours: views, macros, settings, attachments that no other step makes.
///
/// Its statements run one after the other on a connection of the step's own, each by itself and not in one transaction: what
/// `ATTACH`, `SET` and `CREATE SECRET` do is not rolled back, and a transaction must not write to two catalogs. What is to be
/// seen by cursors has to be global or stored in the engine's database: not `USE`, `SET SESSION` or temporary tables. When one
/// of them fails, ``undo`` runs and the step has not happened.
///
/// The script's text is for everybody to read, in errors as well: secrets belong in steps that bind them.
public struct SQLScript: BootstrapStep {
    /// The step's name.
    public let name: String
    /// What in a statement calls for the step.
    public var triggers: [BootstrapTrigger]
    /// The statements, separated by semicolons.
    public var sql: String
    /// The statements that undo them, each of which may find nothing to undo; nil for none.
    ///
    /// They also run before the script does, so that what an earlier run has left is gone. One that fails is passed over.
    public var undo: String?
    /// The extensions the statements need, by name.
    public var extensions: [String] = []
    /// How long the step may take in all, half a minute by default; nil for as long as it takes.
    public var timeout: Duration? = .seconds(30)

    /// Whether the step runs when the engine wakes.
    public var isEager = false

    /// Names the step, what calls for it, and its statements.
    public init(name: String, triggers: [BootstrapTrigger], sql: String, undo: String? = nil) {
        self.name = name
        self.triggers = triggers
        self.sql = sql
        self.undo = undo
    }

    /// The script: steps that it calls for run before this one.
    public var requirements: [String] { [sql] }

    /// Runs the statements.
    ///
    /// - Throws: `BootstrapError` with code `notAllowed` at a `LOAD` or `INSTALL`; the engine's error of the first statement
    ///   that fails.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        var script = try connection.extractStatements(SQL(unsafe: sql))
        while let statement = try script.next() {
            guard statement.kind != .load else { throw loads }
            _ = try statement.query()
        }
    }

    private var loads: BootstrapError {
        BootstrapError(
            .notAllowed,
            step: name,
            "The script has a LOAD or an INSTALL, by which a file that nobody checked could come into the engine.",
            remedy: "Name the extension in the step's extensions, and bake it."
        )
    }

    /// Runs the statements of ``undo``.
    public func detach(from connection: borrowing Connection) throws {
        guard let undo else { return }
        var script = try connection.extractStatements(SQL(unsafe: undo))
        for _ in 0..<script.count {
            // What is not there needs no undoing, and few kinds of statement have an IF EXISTS for that.
            _ = try? script.next()?.query()
        }
    }

    /// Reports the engine's text, with the script to mend.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        BootstrapError(
            .attachFailed,
            step: name,
            "A statement of the script failed: \(error)",
            remedy: "Mend the script; what ran before the statement was undone as far as the step's undo says how.",
            underlying: error
        )
    }
}
