import AsyncHTTPClient
import NIOCore
import Synchronization

/// An HTTP client that is made at its first use and closed with its owner.
///
/// Until then there is no thread, no TLS context and no connection, so a function that never fetches pays nothing.
/// `HTTPClient.shared` does not do: it follows redirects and waits 90 s for a connection.
final class LazyHTTPClient: Sendable {
    private let connectTimeout: Duration
    private let client = Mutex<HTTPClient?>(nil)

    init(connectTimeout: Duration) {
        self.connectTimeout = connectTimeout
    }

    deinit {
        _ = client.withLock { $0 }?.shutdown()
    }

    var isOpen: Bool {
        client.withLock { $0 != nil }
    }

    func open() -> HTTPClient {
        client.withLock { client in
            if let client { return client }
            let opened = HTTPClient(configuration: configuration)
            client = opened
            return opened
        }
    }

    private var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(connectTimeout))
        )
        configuration.httpVersion = .http1Only
        // Answers are cached for minutes and the process may be frozen in between: a kept connection would be a dead one.
        configuration.maximumUsesPerConnection = 1
        // The caller retries, and knows when not to.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}
