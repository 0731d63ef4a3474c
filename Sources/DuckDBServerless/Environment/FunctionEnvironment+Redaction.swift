extension FunctionEnvironment: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many variables there are; there may be secrets among them, so none is shown.
    public var description: String { "FunctionEnvironment(\(variables.count) variables)" }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror {
        Mirror(self, children: EmptyCollection<Mirror.Child>(), displayStyle: .struct)
    }
}
