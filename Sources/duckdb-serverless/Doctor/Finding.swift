/// One thing that was looked at, and what it means for a function.
package struct Finding: Encodable {
    /// How good it is.
    package enum State: String, Encodable {
        case ok
        /// Neither good nor bad.
        case note
        /// A function works, perhaps not always or not well.
        case warning
        /// A function does not work.
        case failure
    }

    /// What was looked at, in a word or two.
    package let check: String
    package let state: State
    /// What was found.
    package let message: String
    /// How to mend it; nil where there is nothing to mend.
    package var remedy: String?

    /// Says what was found.
    package init(check: String, state: State, message: String, remedy: String? = nil) {
        self.check = check
        self.state = state
        self.message = message
        self.remedy = remedy
    }
}
