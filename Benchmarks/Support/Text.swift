internal import Foundation

/// Nanoseconds in milliseconds, with more digits where they are few.
package func milliseconds(_ nanoseconds: Double) -> String {
    decimals(nanoseconds / 1e6, nanoseconds < 1e8 ? 3 : 1)
}

package func decimals(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
}

/// Fills up to the width, on the left where it is negative.
package func pad(_ text: String, _ width: Int) -> String {
    let spaces = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? spaces + text : text + spaces
}
