import Foundation

/// An empty database of its own for the catalogue of a DuckLake, in a real PostgreSQL, with a role that owns it.
public struct LakeCatalogue: Sendable {
    /// Where and as whom to connect; the database has the role's name.
    public let connection: PostgreSQL.Connection

    /// Makes the database and the role.
    ///
    /// - Parameter postgres: The server.
    /// - Returns: The catalogue.
    /// - Throws: ``ServiceError`` with `commandFailed` and the server's message.
    public static func make(on postgres: PostgreSQL) async throws -> LakeCatalogue {
        let name = "lake_\(UUID().uuidString.prefix(8).lowercased())"
        var connection = try await postgres.createRole(name, password: "planted-\(UUID().uuidString)")
        try await postgres.run("CREATE DATABASE :\"name\" OWNER :\"name\";", variables: ["name": name])
        connection.database = name
        return LakeCatalogue(connection: connection)
    }

    /// The variables of a `lake-writer`.
    ///
    /// - Parameters:
    ///   - bundle: The extension bundle.
    ///   - dataPath: Where the lake's data is.
    ///   - aws: The endpoint of data on S3.
    /// - Returns: All that the process needs.
    public func variables(bundle: String, dataPath: String, on aws: Moto? = nil) -> [String: String] {
        var variables = [
            "DUCKDB_EXTENSION_DIRECTORY": bundle, "DUCKDB_EXTENSION_INSTALL": "off", "DUCKDB_THREADS": "1",
            "AWS_EC2_METADATA_DISABLED": "true", "LAKE_DATA_PATH": dataPath, "LAKE_HOST": connection.host,
            "LAKE_PORT": "\(connection.port)", "LAKE_DATABASE": connection.database, "LAKE_USER": connection.user,
            "LAKE_SERVER_PASSWORD": connection.password,
        ]
        guard let aws else { return variables }
        variables["DEFAULT_BOOTSTRAP"] = "s3"
        variables["AWS_ENDPOINT_URL_S3"] = aws.endpoint
        variables["AWS_REGION"] = aws.region
        variables["AWS_ACCESS_KEY_ID"] = aws.credentials.accessKeyID
        variables["AWS_SECRET_ACCESS_KEY"] = aws.credentials.secretAccessKey
        return variables
    }
}
