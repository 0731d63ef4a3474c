import AsyncHTTPClient
import DuckDBServerless
import Foundation
import NIOCore
import NIOHTTP1

/// Downloads files, trying again what may come right, and going on where an attempt ended.
struct Downloader: Sendable {
    private let client: HTTPClient
    let limits: DownloadLimits
    private let progress: DownloadProgress?

    /// Runs `body` with a downloader whose connections end with it.
    static func with<Value>(
        _ limits: DownloadLimits,
        progress: DownloadProgress?,
        _ body: (Downloader) async throws(CommandFailure) -> Value
    ) async throws(CommandFailure) -> Value {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(limits))
        do throws(CommandFailure) {
            let value = try await body(Downloader(client: client, limits: limits, progress: progress))
            try? await client.shutdown()
            return value
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private static func configuration(_ limits: DownloadLimits) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .follow(max: limits.redirects, allowCycles: false),
            timeout: .init(connect: TimeAmount(limits.connect), read: TimeAmount(limits.stall))
        )
        configuration.httpVersion = .http1Only
        // Attempts are counted here.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// Downloads a file whole.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `sourceUnavailable`, `tooLarge` or `cannotWrite`.
    func fetch(_ remote: RemoteFile, named name: String, into part: PartialDownload) async throws(ExtensionError) {
        defer { progress?.end(name) }
        for attempt in 1... {
            do throws(DownloadFault) {
                return try await self.attempt(remote, name, part)
            } catch {
                guard error.isTransient, attempt < limits.attempts, !Task.isCancelled else {
                    if !error.leavesUsablePart || part.etag == nil { part.remove() }
                    throw error.error(for: remote.url, attempts: attempt)
                }
                try? await Task.sleep(for: Self.pause(afterAttempt: attempt))
            }
        }
    }

    /// Full jitter, so that the builds a fault met together do not come back together: half a second at most, then doubled.
    private static func pause(afterAttempt attempt: Int) -> Duration {
        .milliseconds(500 << (attempt - 1)) * Double.random(in: 0..<1)
    }

    private func attempt(
        _ remote: RemoteFile,
        _ name: String,
        _ part: PartialDownload
    ) async throws(DownloadFault) {
        let response = try await ask(remote, resuming: part)
        guard let length = try begin(response, part) else { return try await attempt(remote, name, part) }
        try await receive(response.body, length, name, part)
    }

    private func ask(
        _ remote: RemoteFile,
        resuming part: PartialDownload
    ) async throws(DownloadFault) -> HTTPClientResponse {
        var request = HTTPClientRequest(url: remote.url)
        request.headers.add(name: "User-Agent", value: "duckdb-serverless")
        if let authorization = remote.authorization { request.headers.add(name: "Authorization", value: authorization) }
        if let etag = part.etag {
            request.headers.add(name: "Range", value: "bytes=\(part.size)-")
            request.headers.add(name: "If-Range", value: etag)
        }
        do {
            // The stall is limited, the whole is not: a large file over a thin line is no fault.
            return try await client.execute(request, deadline: .distantFuture)
        } catch {
            throw .connection(error)
        }
    }

    /// Makes the part ready for the body of a response.
    ///
    /// - Returns: the size of the whole file, negative if the server does not say; nil if the part is of no use, and was
    ///   forgotten.
    private func begin(_ response: HTTPClientResponse, _ part: PartialDownload) throws(DownloadFault) -> Int? {
        let resumes = response.status == .partialContent
        let fits = resumes && Self.start(response.headers) == part.size
        if response.status == .rangeNotSatisfiable || resumes, !fits {
            guard part.etag != nil else { throw .status(response.status) }
            try Self.keeping { () throws(ExtensionError) in try part.restart(etag: nil) }
            return nil
        }
        guard response.status == .ok || fits else { throw .status(response.status) }
        if !resumes { try Self.keeping { () throws(ExtensionError) in try part.restart(etag: Self.etag(response)) } }
        guard let rest = response.headers.first(name: "Content-Length").flatMap({ Int($0) }) else { return -1 }
        // The server may say any number: a sum could overflow.
        guard rest <= limits.size - part.size else { throw .tooLarge(limit: limits.size) }
        return part.size + rest
    }

    private func receive(
        _ body: HTTPClientResponse.Body,
        _ length: Int,
        _ name: String,
        _ part: PartialDownload
    ) async throws(DownloadFault) {
        do {
            progress?.update(name, received: part.size, of: length)
            for try await buffer in body {
                guard part.size + buffer.readableBytes <= limits.size else {
                    throw DownloadFault.tooLarge(limit: limits.size)
                }
                try part.append(Data(buffer.readableBytesView))
                progress?.update(name, received: part.size, of: length)
            }
        } catch let fault as DownloadFault {
            throw fault
        } catch let error as ExtensionError {
            throw .local(error)
        } catch {
            throw length > part.size && !(error is CancellationError) && !Self.isSilence(error)
                ? .short(received: part.size, of: length) : .connection(error)
        }
        guard length < 0 || part.size == length else { throw .short(received: part.size, of: length) }
    }

    private static func isSilence(_ error: any Error) -> Bool { (error as? HTTPClientError) == .readTimeout }

    /// Only a strong ETag promises the same bytes.
    private static func etag(_ response: HTTPClientResponse) -> String? {
        response.headers.first(name: "ETag").flatMap { $0.hasPrefix("\"") ? $0 : nil }
    }

    /// The offset in `Content-Range: bytes 100-199/200`.
    private static func start(_ headers: HTTPHeaders) -> Int? {
        guard let range = headers.first(name: "Content-Range"), range.hasPrefix("bytes ") else { return nil }
        return Int(range.dropFirst(6).prefix { $0 != "-" })
    }

    private static func keeping(_ body: () throws(ExtensionError) -> Void) throws(DownloadFault) {
        do throws(ExtensionError) { try body() } catch { throw .local(error) }
    }
}
