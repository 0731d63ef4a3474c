extension ExtensionName {
    /// `aws`: credential chains for S3.
    public static let aws = ExtensionName(known: "aws")
    /// `ducklake`: lakehouse catalogs.
    public static let ducklake = ExtensionName(known: "ducklake")
    /// `excel`: Excel files, `.xlsx`.
    public static let excel = ExtensionName(known: "excel")
    /// `httpfs`: files over HTTP and S3.
    public static let httpfs = ExtensionName(known: "httpfs")
    /// `motherduck`: MotherDuck databases.
    public static let motherduck = ExtensionName(known: "motherduck")
    /// `mysql_scanner`: MySQL databases.
    public static let mysqlScanner = ExtensionName(known: "mysql_scanner")
    /// `postgres_scanner`: PostgreSQL databases.
    public static let postgresScanner = ExtensionName(known: "postgres_scanner")
    /// `quack`: remote DuckDB servers.
    public static let quack = ExtensionName(known: "quack")
    /// `snowflake`: Snowflake databases; of the community, not of DuckDB.
    public static let snowflake = ExtensionName(known: "snowflake")
    /// `sqlite_scanner`: SQLite files.
    public static let sqliteScanner = ExtensionName(known: "sqlite_scanner")

    /// The other names DuckDB accepts for this extension, sorted.
    public var aliases: [String] {
        Self.canonicalNames.filter { $0.value == text }.keys.sorted()
    }

    /// Alias to canonical name, as of DuckDB 1.5.4.
    static let canonicalNames: [String: String] = [
        "http": "httpfs",
        "https": "httpfs",
        "md": "motherduck",
        "mysql": "mysql_scanner",
        "odbc": "odbc_scanner",
        "postgres": "postgres_scanner",
        "s3": "httpfs",
        "sqlite": "sqlite_scanner",
        "sqlite3": "sqlite_scanner",
        "uc_catalog": "unity_catalog",
    ]
}
