/// A snapshot of an environment, in which there may be secrets, that shows none of its values when it is printed or mirrored.
struct SealedEnvironment: Sendable {
    let variables: [String: String]

    init(_ variables: [String: String]) {
        self.variables = variables
    }
}

extension SealedEnvironment: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "\(variables.count) variables" }
    var debugDescription: String { description }
    var customMirror: Mirror {
        Mirror(self, children: EmptyCollection<Mirror.Child>(), displayStyle: .struct)
    }
}
