internal import NIOCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension LambdaResponseStreamWriter {
    /// Starts a streamed HTTP answer with its status and headers; the body follows with ``write(_:)``.
    ///
    /// They are for whoever invokes the function over HTTP with response streaming, as a Function URL with invoke mode
    /// `RESPONSE_STREAM` does. Call it once, before anything else.
    /// - Parameters:
    ///   - response: The status, the headers and the cookies.
    ///   - encoder: Encodes them; its output must be JSON.
    /// - Throws: What the encoder throws, and ``LambdaRuntimeError`` with the codes of ``write(_:hasCustomHeaders:)``.
    public func writeStatusAndHeaders<Encoder: LambdaOutputEncoder>(
        _ response: StreamingLambdaStatusAndHeadersResponse,
        encoder: Encoder
    ) async throws where Encoder.Output == StreamingLambdaStatusAndHeadersResponse {
        var buffer = ByteBuffer()
        try encoder.encode(response, into: &buffer)
        buffer.writeRepeatingByte(0, count: StreamingLambdaStatusAndHeadersResponse.terminatorLength)
        try await write(buffer, hasCustomHeaders: true)
    }

    /// Starts a streamed HTTP answer with its status and headers; the body follows with ``write(_:)``.
    ///
    /// - Parameters:
    ///   - response: The status, the headers and the cookies.
    ///   - encoder: Encodes them as JSON.
    /// - Throws: ``LambdaRuntimeError`` with the codes of ``write(_:hasCustomHeaders:)``.
    public func writeStatusAndHeaders(
        _ response: StreamingLambdaStatusAndHeadersResponse,
        encoder: JSONEncoder = JSONEncoder()
    ) async throws {
        try await writeStatusAndHeaders(response, encoder: LambdaJSONOutputEncoder(encoder))
    }
}

extension StreamingLambdaStatusAndHeadersResponse {
    /// The media type of a streamed response that begins with a status and headers.
    package static let contentType = "application/vnd.awslambda.http-integration-response"
    /// How many NUL bytes end the status and the headers.
    package static let terminatorLength = 8
}
