import DuckDBServerless
import Foundation

/// The base address of a repository of extensions, its credentials kept apart so that they show nowhere.
package struct RepositoryURL: Sendable {
    /// The address without user, password and a slash at its end.
    package let text: String
    /// What the `Authorization` header says, if the address had a user.
    let authorization: String?

    static let core = "http://extensions.duckdb.org"
    static let community = "http://community-extensions.duckdb.org"
    static let motherduck = "http://ext.motherduck.com"

    /// Reads an `http` or `https` address.
    ///
    /// - Returns: nil for any other text; a query is refused too, because files are asked for by path.
    package init?(_ text: String) {
        guard var parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme?.lowercased()),
            parts.host?.isEmpty == false, parts.query == nil, parts.fragment == nil
        else { return nil }
        authorization = parts.user.map { user in
            "Basic " + Data("\(user):\(parts.password ?? "")".utf8).base64EncodedString()
        }
        parts.user = nil
        parts.password = nil
        guard let shown = parts.string else { return nil }
        self.text = String(shown.reversed().drop { $0 == "/" }.reversed())
    }

    /// The address of a file below it.
    func file(_ path: String) -> RemoteFile {
        RemoteFile(url: "\(text)/\(path)", authorization: authorization)
    }
}

/// A file to be downloaded.
struct RemoteFile: Sendable {
    /// The address, which is safe to show.
    let url: String
    let authorization: String?
}
