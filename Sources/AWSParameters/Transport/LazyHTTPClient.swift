import AsyncHTTPClient
import NIOCore
import NIOSSL
import Synchronization

/// An HTTP client that is made at its first use and closed with its owner.
///
/// Until then there is no thread, no TLS context and no connection, so a function that never fetches pays nothing.
/// `HTTPClient.shared` does not do: it follows redirects and waits 90 s for a connection.
final class LazyHTTPClient: Sendable {
    private let connectTimeout: Duration
    private let certificates: String?
    private let client = Mutex<HTTPClient?>(nil)

    /// Makes one that opens with these settings; `certificates` is the path of CA certificates in PEM, nil the system's.
    init(connectTimeout: Duration, certificates: String? = nil) {
        self.connectTimeout = connectTimeout
        self.certificates = certificates
    }

    deinit {
        _ = client.withLock { $0 }?.shutdown()
    }

    var isOpen: Bool {
        client.withLock { $0 != nil }
    }

    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/invalidConfiguration`` for a bundle of
    ///   certificates that cannot be read.
    func open() throws(AWSParametersError) -> HTTPClient {
        try client.withLock { client throws(AWSParametersError) in
            if let client { return client }
            let opened = HTTPClient(configuration: try configuration)
            client = opened
            return opened
        }
    }

    private var configuration: HTTPClient.Configuration {
        get throws(AWSParametersError) {
            var configuration = HTTPClient.Configuration(
                redirectConfiguration: .disallow,
                timeout: .init(connect: TimeAmount(connectTimeout))
            )
            configuration.tlsConfiguration = try tlsConfiguration
            configuration.httpVersion = .http1Only
            // Answers are cached for minutes and the process may be frozen in between: a kept connection would be a
            // dead one.
            configuration.maximumUsesPerConnection = 1
            // The caller retries, and knows when not to; and it has a span of its own.
            configuration.connectionPool.retryConnectionEstablishment = false
            configuration.tracing.tracer = nil
            return configuration
        }
    }

    private var tlsConfiguration: TLSConfiguration? {
        get throws(AWSParametersError) {
            guard let certificates else { return nil }
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = .certificates(try CertificateBundle.certificates(certificates))
            return configuration
        }
    }
}
