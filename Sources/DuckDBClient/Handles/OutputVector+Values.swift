extension OutputVector {
    /// The results as the numbers that the engine stores, to be written in place; from now on none is NULL.
    ///
    /// The type is the one that ``LogicalType/physicalType`` says.
    ///
    /// - Throws: `encoding` when the results are stored in another way, or when not every such number is a value of the type:
    ///   BOOLEAN, TIME and ENUM are written one by one.
    @_lifetime(&self)
    public mutating func values<Element: VectorElement>(
        _ type: Element.Type
    ) throws(DuckDBError) -> MutableSpan<Element> {
        let buffer = try output.buffer(Element.self, count: count)
        return _overrideLifetime(MutableSpan(_unsafeElements: buffer), mutating: &self)
    }
}
