public import Foundation

extension FileServer {
    /// How the server answers a request.
    public struct Answer: Sendable {
        /// What goes wrong after a number of bytes of the body.
        public enum Fault: Sendable {
            /// The connection is closed, when the closure returns.
            case close(when: @Sendable () async -> Void)
            /// The connection is reset, when the closure returns.
            case reset(when: @Sendable () async -> Void)
            /// Nothing more is sent, and the connection stays.
            case stall
        }

        var status: Int
        var headers: [String: String]
        var body: Data
        var fault: (after: Int, Fault)?
        var hasRanges = false
        var isTime: (@Sendable () async -> Void)?

        /// A file, with its true length.
        ///
        /// - Parameters:
        ///   - body: what it holds.
        ///   - etag: its ETag; a request for a range of the file is answered if it names that one.
        /// - Returns: the answer with status 200.
        public static func file(_ body: Data, etag: String? = nil) -> Answer {
            let headers = etag.map { ["ETag": $0, "Accept-Ranges": "bytes"] } ?? [:]
            return Answer(status: 200, headers: headers, body: body, hasRanges: etag != nil)
        }

        /// A status without a file.
        public static func status(_ status: Int, _ headers: [String: String] = [:]) -> Answer {
            Answer(status: status, headers: headers, body: Data())
        }

        /// The same answer with a header.
        public func with(_ name: String, _ value: String) -> Answer {
            var answer = self
            answer.headers[name] = value
            return answer
        }

        /// The same answer, which begins when the closure returns.
        public func waiting(for isTime: @escaping @Sendable () async -> Void) -> Answer {
            var answer = self
            answer.isTime = isTime
            return answer
        }

        /// The same answer, cut short after a number of bytes of its body.
        public func after(_ count: Int, _ fault: Fault) -> Answer {
            var answer = self
            answer.fault = (count, fault)
            return answer
        }

        /// The answer to a request with `Range: bytes=N-`, if this one can give it.
        func resumed(_ headers: [String: String]) -> Answer {
            guard hasRanges, headers["if-range"] == self.headers["ETag"], let range = headers["range"],
                let start = Int(range.dropFirst("bytes=".count).dropLast())
            else { return self }
            guard start < body.count else { return .status(416) }
            var answer = self
            answer.status = 206
            answer.headers["Content-Range"] = "bytes \(start)-\(body.count - 1)/\(body.count)"
            answer.body = body.dropFirst(start)
            return answer
        }
    }
}
