/// One thing that was looked at, and what it means for a function.
struct Finding: Encodable {
    /// How good it is.
    enum State: String, Encodable {
        case ok
        /// Neither good nor bad.
        case note
        /// A function works, perhaps not always or not well.
        case warning
        /// A function does not work.
        case failure
    }

    /// What was looked at, in a word or two.
    let check: String
    let state: State
    /// What was found.
    let message: String
    /// How to mend it; nil where there is nothing to mend.
    var remedy: String?
}
