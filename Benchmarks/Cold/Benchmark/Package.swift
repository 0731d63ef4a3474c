import ArgumentParser

/// What a peer is deployed as: `PEER,KIND,BYTES,WHAT IT HOLDS` on the command line.
struct Package: Encodable, ExpressibleByArgument {
    let peer: String
    let kind: String
    let bytes: Int
    let holds: String

    init?(argument: String) {
        let parts = argument.split(separator: ",", maxSplits: 3).map(String.init)
        guard parts.count == 4, let size = Int(parts[2]), size > 0 else { return nil }
        (peer, kind, bytes, holds) = (parts[0], parts[1], size, parts[3])
    }
}
