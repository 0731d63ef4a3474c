import Foundation
import Glibc

/// A TCP socket of 127.0.0.1, closed with its last reference and never inherited by a child.
final class LoopbackSocket {
    private let descriptor: Int32

    /// Connects to a port.
    convenience init(connectedTo port: Int) throws(ServiceError) {
        try self.init()
        guard Self.call(port, { connect(descriptor, $0, $1) }) else {
            throw .lastSystemError("cannot connect to 127.0.0.1:\(port)")
        }
    }

    /// Binds to a port that nothing else has.
    convenience init(boundToAnyPort: Void) throws(ServiceError) {
        try self.init()
        guard Self.call(0, { bind(descriptor, $0, $1) }) else { throw .lastSystemError("no free port on 127.0.0.1") }
    }

    private init() throws(ServiceError) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .lastSystemError("socket") }
    }

    deinit {
        close(descriptor)
    }

    /// The port it is bound to.
    var port: Int {
        get throws(ServiceError) {
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            // The pointer is to `address`, lives for the call alone, and its size goes with it.
            let result = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
            }
            guard result == 0 else { throw .lastSystemError("getsockname") }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    /// Has the kernel take connections, which nobody answers.
    func listen() throws(ServiceError) {
        guard Glibc.listen(descriptor, 64) == 0 else { throw .lastSystemError("listen") }
    }

    /// Whether there is something to receive, or a connection to accept.
    var isReadable: Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, 0) == 1
    }

    /// Sends all of `data`.
    func send(_ data: Data) throws(ServiceError) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .lastSystemError("send") }
            rest = rest.dropFirst(count)
        }
    }

    /// Receives until the other side closes, or what has come is whole.
    func receiveAll(until isWhole: (Data) -> Bool = { _ in false }) throws(ServiceError) -> Data {
        var received = Data()
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .lastSystemError("recv") }
            if count == 0 { return received }
            received.append(contentsOf: chunk[..<count])
            if isWhole(received) { return received }
        }
    }

    /// Makes a system call that takes an address; the pointer lives for that call alone.
    private static func call(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
