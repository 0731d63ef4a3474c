/// How far the answer to a client is.
enum LocalAnswerProgress {
    case goesOn
    case isWhole
    /// It began and cannot be ended as it should: the connection has to break, so that the client sees that.
    case isBroken
}
