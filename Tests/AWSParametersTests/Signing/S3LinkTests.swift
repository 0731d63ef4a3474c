import AWSParameters
import Foundation
import Testing

@Suite("Links to objects on S3")
struct S3LinkTests {
    private func link(_ bucket: String, _ key: String, _ region: String, endpoint: String? = nil) throws -> String {
        let object = S3Link(
            bucket: bucket,
            key: key,
            region: try AWSRegion(region),
            endpoint: try endpoint.map { try AWSEndpoint($0) }
        )
        let credentials = AWSCredentials(
            accessKeyID: "AKIAIOSFODNN7EXAMPLE",
            secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
        )
        let date = Date(timeIntervalSince1970: 1_369_353_600)
        return object.url(credentials: credentials, date: date, lifetime: .seconds(86_400)).reveal()
    }

    @Test(
        "The bucket is the host, unless it has dots or the service is another than AWS's",
        arguments: [
            ("results", "eu-central-1", nil, "https://results.s3.eu-central-1.amazonaws.com/a/b.csv?"),
            ("results", "cn-north-1", nil, "https://results.s3.cn-north-1.amazonaws.com.cn/a/b.csv?"),
            ("my.results", "eu-central-1", nil, "https://s3.eu-central-1.amazonaws.com/my.results/a/b.csv?"),
            ("results", "eu-central-1", "http://127.0.0.1:9000", "http://127.0.0.1:9000/results/a/b.csv?"),
        ]
    )
    func hosts(bucket: String, region: String, endpoint: String?, expected: String) throws {
        #expect(try link(bucket, "a/b.csv", region, endpoint: endpoint).hasPrefix(expected))
    }

    @Test("Keys are percent-encoded, and each link has date, lifetime and a signature of its own")
    func signed() throws {
        let first = try link("results", "a b/ü?#.csv", "eu-central-1")
        #expect(first.contains(".com/a%20b/%C3%BC%3F%23.csv?"))
        #expect(first.contains("X-Amz-Date=20130524T000000Z"))
        #expect(first.contains("X-Amz-Expires=86400"))
        #expect(first.contains("X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Feu-central-1%2Fs3%2Faws4_request"))
        let signature = { (link: String) in link.components(separatedBy: "X-Amz-Signature=").last ?? "" }
        #expect(signature(first).count == 64)
        #expect(signature(first) != signature(try link("results", "other.csv", "eu-central-1")))
    }
}
