public import NIOCore
internal import NIOPosix

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What a function shares with the whole process.
public enum Lambda {
    /// The event loop on which a runtime talks with Lambda unless told otherwise.
    public static let defaultEventLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()

    /// An event loop with a thread of its own, for a handler that runs on it: nothing else of the process waits for it.
    static let handlerEventLoop: any EventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()

    /// The value of an environment variable.
    ///
    /// - Parameter name: The name of the variable.
    /// - Returns: Its value; `nil` when it is not set.
    public static func env(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name]
    }
}
