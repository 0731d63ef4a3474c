/// The keyed container that a decoder handed out last: making one for each row would be a sixth of reading the row.
final class ContainerCache {
    private final class Entry<Key: CodingKey> {
        let container: KeyedDecodingContainer<Key>

        init(_ container: KeyedDecodingContainer<Key>) {
            self.container = container
        }
    }

    private var key: (any CodingKey.Type)?
    private var entry: AnyObject?
    private var isClosed = false

    /// Lets go of the container, which holds its decoder, and keeps none from now on.
    func close() {
        entry = nil
        isClosed = true
    }

    func container<Key: CodingKey>(for decoder: ResultDecoder) -> KeyedDecodingContainer<Key> {
        // The cast is right because the key's type, the only thing that can differ between entries, is the same.
        if key == Key.self, let entry { return unsafeDowncast(entry, to: Entry<Key>.self).container }
        let container = KeyedDecodingContainer(ResultContainer<Key>(decoder: decoder))
        guard !isClosed else { return container }
        key = Key.self
        entry = Entry(container)
        return container
    }
}
