internal import Synchronization

/// A value on its way from whoever made it to whoever uses it, which need not be Sendable.
final class HandedOver<Value>: Sendable {
    private let value: Mutex<Value?>

    init(_ value: consuming sending Value) {
        self.value = Mutex(value)
    }

    /// The value, the first time.
    func take() -> sending Value? {
        value.withLock { value in
            let taken = value.take()
            return taken
        }
    }
}
