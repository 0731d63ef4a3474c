/// A size in megabytes of 2^20 bytes, as Lambda counts, with one digit after the point.
struct Megabytes: CustomStringConvertible {
    let bytes: Int

    /// What Lambda allows for a function and its layers together, unzipped.
    static let lambdaLimit = Megabytes(bytes: 250 * 1_048_576)

    /// How large an archive may be that is sent to Lambda itself, not by way of S3.
    static let directUploadLimit = Megabytes(bytes: 50 * 1_048_576)

    var description: String {
        let tenths = (bytes * 10 + 524_288) / 1_048_576
        return "\(tenths / 10).\(tenths % 10)"
    }
}
