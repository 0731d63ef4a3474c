/// How far downloads are, and how a line tells it.
package struct DownloadBoard: Sendable {
    private var downloads: [(name: String, received: Int, size: Int)] = []

    /// Makes a board without downloads.
    package init() {}

    /// Notes how much of a download is there; `size` is negative if nobody knows it.
    package mutating func update(_ name: String, received: Int, of size: Int) {
        end(name)
        downloads.append((name, received, size))
        downloads.sort { $0.name < $1.name }
    }

    /// Takes a download off.
    package mutating func end(_ name: String) {
        downloads.removeAll { $0.name == name }
    }

    /// One line that fits a terminal; empty when nothing is on its way.
    package func line(columns: Int) -> String {
        let texts = downloads.map { download in
            let received = Megabytes(bytes: download.received)
            guard download.size > 0 else { return "\(download.name) \(received) MB" }
            let percent = download.received * 100 / download.size
            return "\(download.name) \(percent)% of \(Megabytes(bytes: download.size)) MB"
        }
        // The last column stays free: a character there makes some terminals go to the next line.
        return String(texts.joined(separator: "  ").prefix(max(columns - 1, 0)))
    }
}
