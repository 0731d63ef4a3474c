import ArgumentParser

/// A time on the command line, in seconds.
struct Seconds: Sendable {
    let duration: Duration

    /// - Throws: `ValidationError` for what is no number above 0.
    init(_ text: String) throws {
        guard let seconds = Double(text), seconds > 0, seconds <= 86_400 else {
            throw ValidationError("It must be seconds above 0, at most 86400.")
        }
        duration = .seconds(seconds)
    }
}
