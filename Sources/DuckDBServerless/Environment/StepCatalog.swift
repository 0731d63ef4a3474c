/// The bootstrap steps that `DEFAULT_BOOTSTRAP` can name; a further one is an entry here and a file `STEP+Environment.swift`.
enum StepCatalog {
    struct Entry: Sendable {
        typealias Maker = @Sendable (FunctionEnvironment) throws(ConfigurationError) -> any ConfigurableStep

        let name: String
        /// What the step reads, in the order of the documentation's table.
        let variables: [EnvironmentVariable]
        let make: Maker

        init(_ name: String, _ variables: [EnvironmentVariable], _ make: @escaping Maker) {
            self.name = name
            self.variables = variables
            self.make = make
        }
    }

    static let entries = [
        Entry("s3", EnvironmentVariable.s3) { environment throws(ConfigurationError) in
            try S3Storage(environment)
        },
        Entry("pg_replica", EnvironmentVariable.postgresReplica) { environment throws(ConfigurationError) in
            try PostgresReplica(environment)
        },
        Entry("duckdb_file", [.databaseFile]) { environment throws(ConfigurationError) in
            try DatabaseFile(environment)
        },
        Entry("sqlite_file", EnvironmentVariable.sqlite) { environment throws(ConfigurationError) in
            try SQLiteFile(environment)
        },
        Entry("mysql", EnvironmentVariable.mysql) { environment throws(ConfigurationError) in
            try MySQLDatabase(environment)
        },
        Entry("lake", EnvironmentVariable.lake) { environment throws(ConfigurationError) in
            try DuckLake(environment)
        },
        Entry("quack", EnvironmentVariable.quack) { environment throws(ConfigurationError) in
            try Quack(environment)
        },
        Entry("motherduck", EnvironmentVariable.motherDuck) { environment throws(ConfigurationError) in
            try MotherDuck.step(environment)
        },
        Entry("snowflake", EnvironmentVariable.snowflake) { environment throws(ConfigurationError) in
            try Snowflake(environment)
        },
        Entry("sql", EnvironmentVariable.script) { environment throws(ConfigurationError) in
            try SQLScript(environment)
        },
    ]

    /// The names, as the documentation lists them.
    static var quotedNames: String { entries.map { "`\($0.name)`" }.joined(separator: ", ") }

    /// The steps that the environment asks for, in its order.
    static func steps(_ environment: FunctionEnvironment) throws(ConfigurationError) -> [any BootstrapStep] {
        var steps: [any BootstrapStep] = []
        for text in (environment.value(.bootstrap) ?? "").split(separator: ",") {
            let name = text.filter { !$0.isWhitespace }
            let isEager = name.hasSuffix(eager)
            let plain = isEager ? String(name.dropLast(eager.count)) : name
            guard let entry = entries.first(where: { $0.name == plain }) else {
                let names = entries.map(\.name).joined(separator: ", ")
                throw environment.unusable(
                    .bootstrap,
                    expected: "a comma-separated list of \(names), where \(eager) after one has it run at the wake"
                )
            }
            var step = try entry.make(environment)
            step.isEager = isEager
            steps.append(step)
        }
        return steps
    }

    private static let eager = ":eager"
}

/// A bootstrap step that `DEFAULT_BOOTSTRAP` can name.
protocol ConfigurableStep: BootstrapStep {
    var isEager: Bool { get set }
}
