extension [String: String] {
    /// The value of a variable that is set to something.
    func nonEmpty(_ variable: String) -> String? {
        guard let value = self[variable], !value.isEmpty else { return nil }
        return value
    }
}
