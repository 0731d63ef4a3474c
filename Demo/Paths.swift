import Foundation

/// Where things are in the checkout.
enum Paths {
    static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    static let queries = sources.appending(path: "queries").path

    /// What is kept from one run to the next: the Parquet file.
    static let kept = sources.deletingLastPathComponent().appending(path: ".build/demo")
}
