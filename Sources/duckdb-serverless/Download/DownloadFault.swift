import AsyncHTTPClient
import DuckDBServerless
import NIOHTTP1

/// Why one attempt to download a file came to nothing.
enum DownloadFault: Error {
    /// The server's answer has a status that holds no file.
    case status(HTTPResponseStatus)
    /// There is no connection, or it ended or went silent.
    case connection(any Error)
    /// The server sent fewer bytes than it said.
    case short(received: Int, of: Int)
    /// The server says it has, or sent, more than is allowed.
    case tooLarge(limit: Int)
    /// The part cannot be kept on this machine.
    case local(ExtensionError)

    /// Whether the next attempt may end otherwise.
    var isTransient: Bool {
        switch self {
        case .status(let status): status.code >= 500 || status == .tooManyRequests || status == .requestTimeout
        case .connection(let error): !Self.isFinal(error)
        case .short: true
        case .tooLarge, .local: false
        }
    }

    /// Whether a later run may go on with what came so far.
    var leavesUsablePart: Bool {
        if case .tooLarge = self { false } else { true }
    }

    private static func isFinal(_ error: any Error) -> Bool {
        let final: [HTTPClientError] = [.redirectLimitReached, .redirectCycleDetected, .invalidURL, .emptyHost]
        return (error as? HTTPClientError).map(final.contains) ?? (error is CancellationError)
    }

    /// The error for people, after the last attempt.
    func error(for url: String, attempts: Int) -> ExtensionError {
        switch self {
        case .status(.notFound): Self.missing(url)
        case .status(let status) where !isTransient: Self.refused(url, status)
        case .status(let status): Self.unavailable(url, "answers \(Self.text(status))", attempts)
        case .connection(let error) where Self.isFinal(error):
            ExtensionError(
                .sourceUnavailable,
                "\(url) cannot be fetched: it redirects in circles, too often, or to no address",
                remedy: "Give the final address with --from",
                details: "\(error)"
            )
        case .connection(let error): Self.unavailable(url, Self.text(error), attempts, details: "\(error)")
        case .short(let received, let size):
            Self.unavailable(url, "ended after \(received) of \(size) bytes", attempts)
        case .tooLarge(let limit):
            ExtensionError(
                .tooLarge,
                "\(url) is larger than \(Megabytes(bytes: limit)) MB, which no extension is",
                remedy: "Check the address, and what the server sends"
            )
        case .local(let error): error
        }
    }

    private static func missing(_ url: String) -> ExtensionError {
        ExtensionError(
            .notFound,
            "\(url) does not exist",
            remedy:
                "Check the name, --version and --platform; an extension of the community needs --community, a mirror --from"
        )
    }

    private static func refused(_ url: String, _ status: HTTPResponseStatus) -> ExtensionError {
        ExtensionError(
            .sourceUnavailable,
            "\(url) answers \(text(status))",
            remedy: "Check the name and the address; give credentials as --from https://USER:PASSWORD@HOST/…"
        )
    }

    private static func unavailable(
        _ url: String,
        _ finding: String,
        _ attempts: Int,
        details: String = ""
    ) -> ExtensionError {
        ExtensionError(
            .sourceUnavailable,
            "\(url) \(finding), \(attempts) times in a row",
            remedy: "Check the network, or bake from elsewhere with --from, --source pypi or --source folder",
            details: details
        )
    }

    private static func text(_ status: HTTPResponseStatus) -> String { "\(status.code) \(status.reasonPhrase)" }

    private static func text(_ error: any Error) -> String {
        switch error as? HTTPClientError {
        case .connectTimeout: "cannot be connected to in time"
        case .readTimeout: "sends nothing any more"
        case .remoteConnectionClosed: "breaks the connection"
        default: "cannot be reached"
        }
    }
}
