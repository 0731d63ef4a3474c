import Foundation

/// Where things are in the checkout.
enum Paths {
    static let queries = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "queries").path
}
