extension OutputChunk {
    /// The cells of a column as the numbers that the engine stores, to be written in place, from now on none NULL; nil where
    /// the column is not used.
    ///
    /// - Throws: As ``OutputVector/values(_:)``; `misuse` when there is no such column.
    @_lifetime(&self)
    public mutating func values<Element: VectorElement>(
        _ type: Element.Type,
        column: Int
    ) throws(DuckDBError) -> MutableSpan<Element>? {
        guard let output = try output(column) else { return nil }
        let buffer = try output.buffer(Element.self, count: capacity)
        return _overrideLifetime(MutableSpan(_unsafeElements: buffer), mutating: &self)
    }
}
