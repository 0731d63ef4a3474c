import NIOCore

/// How long and how often a download is tried, and how large it may be.
package struct DownloadLimits: Sendable {
    /// How long a connection may take to come about.
    package var connect: Duration = .seconds(10)
    /// How long the server may send nothing before the connection counts as dead.
    package var stall: Duration = .seconds(30)
    /// How often a file is asked for at most.
    package var attempts = 4
    /// The size of a file, compressed or not: the largest extension there is has a tenth of it.
    package var size = 1 << 30
    /// The redirects that are followed.
    package var redirects = 5

    /// The limits that the command uses.
    package init() {}
}
