/// The bundles that a pin file asked for.
struct PinnedBakeReport: CommandReport {
    /// The path of the file.
    let pins: String
    /// Whether the file was taken because it lies in the current folder.
    let isImplied: Bool
    /// One for each platform.
    let bundles: [BakeReport]

    private enum Key: CodingKey {
        case pins, bundles
    }

    /// Writes `{"pins": FILE, "bundles": […]}`, each bundle as a bake without a pin file writes it.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(pins, forKey: .pins)
        try container.encode(bundles, forKey: .bundles)
    }

    var text: String {
        let origin = isImplied ? "pins from \(pins) of this folder" : "pins from \(pins)"
        return ([origin] + bundles.map(\.text)).joined(separator: "\n")
    }
}
