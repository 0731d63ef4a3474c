import AWSParameters
import Foundation
import LocalServices
import Testing

@Suite("Links and tokens signed in their query")
struct PresignedTests {
    /// The key pair of AWS's published examples.
    private static let example = AWSCredentials(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE",
        secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    )

    @Test("The link of S3's documentation comes out")
    func documentedLink() {
        let request = SigV4Request(
            method: "GET",
            path: "/test.txt",
            headers: [("Host", "examplebucket.s3.amazonaws.com")]
        )
        let link = SigV4Signer(region: "us-east-1", service: "s3").presigned(
            request,
            credentials: Self.example,
            date: Date(timeIntervalSince1970: 1_369_353_600),
            lifetime: .seconds(86_400)
        )
        #expect(
            link.reveal() == """
                /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
                &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
                &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
                &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404
                """
        )
    }

    /// As botocore's `generate_db_auth_token` makes it of the same input, whatever the order of the query.
    @Test("A token for RDS is the one that the AWS CLI would make")
    func databaseToken() throws {
        let credentials = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            sessionToken: Secret("tok/en+==")
        )
        let token = RDSAuthToken.make(
            host: "db.cluster-abc.eu-central-1.rds.amazonaws.com",
            port: 5432,
            user: "app_reader@x y",
            region: try AWSRegion("eu-central-1"),
            credentials: credentials,
            date: Date(timeIntervalSince1970: 1_769_860_800)
        ).reveal()
        let parts = token.split(separator: "?", maxSplits: 1)
        #expect(parts.first == "db.cluster-abc.eu-central-1.rds.amazonaws.com:5432/")
        #expect(
            Set(parts[1].split(separator: "&")) == [
                "Action=connect", "DBUser=app_reader%40x%20y", "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Credential=AKIDEXAMPLE%2F20260131%2Feu-central-1%2Frds-db%2Faws4_request",
                "X-Amz-Date=20260131T120000Z", "X-Amz-Expires=900", "X-Amz-SignedHeaders=host",
                "X-Amz-Security-Token=tok%2Fen%2B%3D%3D",
                "X-Amz-Signature=8e8c15d037d696f363fd6abce06295a9999f8e98637776df8805316d9d539d74",
            ]
        )
    }

    /// As botocore's `S3SigV4QueryAuth` makes it of the same input.
    @Test("The path of a link to S3 is not encoded a second time, and its own query is signed with the rest")
    func encodedPath() {
        let request = SigV4Request(
            method: "GET",
            path: "/a%20b/c%2Bd.txt",
            query: [("versionId", "1")],
            headers: [("Host", "bucket.s3.eu-central-1.amazonaws.com")]
        )
        let credentials = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            sessionToken: Secret("tok/en+==")
        )
        let link = SigV4Signer(region: "eu-central-1", service: "s3").presigned(
            request,
            credentials: credentials,
            date: Date(timeIntervalSince1970: 1_769_860_800),
            lifetime: .seconds(60)
        ).reveal()
        #expect(link.hasPrefix("/a%20b/c%2Bd.txt?"))
        #expect(link.hasSuffix("Signature=2b6cf2238fdb37edfc3a95b837d63a69e484366047d854b19dc62d92cba05640"))
    }

    @Test("A link to an object in S3 works without credentials, and a changed or old one does not")
    func objectLink() async throws {
        let moto = try await Moto.shared()
        let bucket = "links-\(UUID().uuidString.lowercased())"
        let folder = try ScratchFolder()
        try Data("content".utf8).write(to: URL(filePath: folder.path("file")))
        try await moto.createBucket(bucket)
        try await moto.upload(folder.path("file"), bucket: bucket, key: "reports/2026.txt")
        for credentials in [moto.credentials, moto.sessionCredentials] {
            let link = try link(moto, credentials, "/\(bucket)/reports/2026.txt", date: .now)
            let answer = try await HTTP.get(port: moto.port, path: link)
            #expect(answer.status == 200 && answer.body == Data("content".utf8))
            let changed = link.replacing("X-Amz-Expires=60", with: "X-Amz-Expires=61")
            #expect(changed != link)
            #expect(try await HTTP.get(port: moto.port, path: changed).status == 403)
            let old = try self.link(moto, credentials, "/\(bucket)/reports/2026.txt", date: .now - 62)
            #expect(try await HTTP.get(port: moto.port, path: old).status == 403)
        }
    }

    private func link(
        _ moto: Moto,
        _ credentials: Moto.Credentials,
        _ path: String,
        date: Date
    ) throws -> String {
        let request = SigV4Request(method: "GET", path: path, headers: [("Host", "127.0.0.1:\(moto.port)")])
        let credentials = AWSCredentials(
            accessKeyID: credentials.accessKeyID,
            secretAccessKey: Secret(credentials.secretAccessKey),
            sessionToken: credentials.sessionToken.map(Secret.init)
        )
        return SigV4Signer(region: moto.region, service: "s3")
            .presigned(request, credentials: credentials, date: date, lifetime: .seconds(60)).reveal()
    }
}
