#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The password by which an IAM role logs in to a database of RDS or Aurora.
///
/// The database's role needs `rds_iam`, the function's role `rds-db:connect` on the database user, and the connection TLS. A
/// token holds for fifteen minutes for new connections; those it opened stay open. Making one asks nobody.
public enum RDSAuthToken {
    /// Signs a token.
    ///
    /// - Parameters:
    ///   - host: The endpoint to connect to, of the database or of an RDS Proxy before it; a DNS alias does not do.
    ///   - port: The database's port.
    ///   - user: The database user.
    ///   - region: The region of the database.
    ///   - credentials: The role's.
    ///   - date: From when on it is valid.
    /// - Returns: The password.
    public static func make(
        host: String,
        port: Int,
        user: String,
        region: AWSRegion,
        credentials: AWSCredentials,
        date: Date = .now
    ) -> Secret {
        let authority = "\(host):\(port)"
        let request = SigV4Request(
            method: "GET",
            query: [("Action", "connect"), ("DBUser", user)],
            headers: [("Host", authority)]
        )
        let link = SigV4Signer(region: region.name, service: "rds-db")
            .presigned(request, credentials: credentials, date: date, lifetime: .seconds(900))
        return Secret(authority + link.reveal())
    }
}
