#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One fetch of parameters, shared by all calls that want one of its names.
struct ParameterFetch: Sendable {
    let names: Set<String>
    /// Whether it was asked to pass over kept values.
    let isForced: Bool
    /// A later fetch has a higher number.
    let number: Int
    /// When it began.
    let date: Date
    let shared = SharedFetch<[String: Secret]>()
}
