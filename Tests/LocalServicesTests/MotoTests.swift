import Foundation
import LocalServices
import Testing

@Suite("Moto")
struct MotoTests {
    @Test("A parameter is read back with the user's key and with temporary credentials")
    func readsParameter() async throws {
        let moto = try await Moto.shared()
        try await moto.putParameter("/test/read", "replaced", secure: false)
        try await moto.putParameter("/test/read", #"it's "quoted" \ $"#)
        for credentials in [moto.credentials, moto.sessionCredentials] {
            let reply = try await getParameter("/test/read", from: moto, as: credentials)
            #expect(reply.contains(#""Value": "it's \"quoted\" \\ $""#), "\(reply)")
        }
    }

    @Test("A bad signature is refused, and so are an unknown key and a stale session token")
    func refusesBadSignature() async throws {
        let moto = try await Moto.shared()
        try await moto.putParameter("/test/refused", "hidden")
        var forged = moto.credentials
        forged.secretAccessKey = "forged"
        #expect(try await getParameter("/test/refused", from: moto, as: forged).contains("SignatureDoesNotMatch"))
        var unknown = moto.credentials
        unknown.accessKeyID = "AKIAUNKNOWNUNKNOWNXX"
        #expect(try await getParameter("/test/refused", from: moto, as: unknown).contains("InvalidClientTokenId"))
        var stale = moto.sessionCredentials
        stale.sessionToken = "stale"
        #expect(try await getParameter("/test/refused", from: moto, as: stale).contains("InvalidClientTokenId"))
    }

    @Test("A role is assumed unsigned with a web identity, and in no other way")
    func webIdentity() async throws {
        let moto = try await Moto.shared()
        let process = try await GuardedProcess(name: "curl")
        func answer(_ action: String) async throws -> String {
            let fields = [
                "Action=\(action)", "Version=2011-06-15", "RoleArn=\(moto.roleARN)", "RoleSessionName=test",
                "WebIdentityToken=token",
            ]
            return try await process.run(
                ["curl", "--silent"] + fields.flatMap { ["--data-urlencode", $0] } + [moto.endpoint]
            )
        }
        #expect(try await answer("AssumeRoleWithWebIdentity").contains("<AccessKeyId>"))
        #expect(try await !answer("AssumeRole").contains("<AccessKeyId>"))
        await process.end()
    }

    @Test("The log tells which operation was asked for, with whose key, and the answer's status")
    func logsRequests() async throws {
        let moto = try await Moto.start()
        try await moto.putParameter("/test/logged", "value")
        let request = try #require(try await moto.requests().last)
        #expect(request.target == "AmazonSSM.PutParameter")
        #expect(request.accessKeyID == moto.credentials.accessKeyID)
        #expect(request.method == "POST")
        #expect(request.status == 200)
        await moto.end()
    }

    @Test("A file goes into a bucket")
    func uploads() async throws {
        let moto = try await Moto.shared()
        let process = try await GuardedProcess(name: "file")
        try await process.run(["sh", "-c", "printf 12345 > five"])
        try await moto.createBucket("uploads")
        try await moto.upload(process.directory + "/five", bucket: "uploads", key: "a/five")
        let head = try await moto.call("s3", "head_object", ["Bucket": "uploads", "Key": "a/five"])
        #expect(String(decoding: head, as: UTF8.self).contains(#""ContentLength": 5"#))
        await process.end()
    }

    @Test("Over TLS it is trusted by its own authority alone, whose certificate goes with it")
    func tls() async throws {
        let moto = try await Moto.start()
        try await moto.putParameter("/test/tls", "value")
        let tls = try await moto.openTLS()
        let reply = try await getParameter(
            "/test/tls",
            from: moto,
            as: moto.credentials,
            at: [tls.endpoint, "--cacert", tls.certificateAuthority]
        )
        #expect(reply.contains(#""Value": "value""#), "\(reply)")
        await #expect(throws: ServiceError.self) {
            try await getParameter("/test/tls", from: moto, as: moto.credentials, at: [tls.endpoint])
        }
        await moto.end()
        for file in [tls.certificateAuthority, tls.certificate] {
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    /// Asks by curl, whose signature is not boto3's.
    private func getParameter(
        _ name: String,
        from moto: Moto,
        as credentials: Moto.Credentials,
        at address: [String]? = nil
    ) async throws -> String {
        let process = try await GuardedProcess(name: "curl")
        var command = [
            "curl", "--silent", "--aws-sigv4", "aws:amz:\(moto.region):ssm",
            "--user", "\(credentials.accessKeyID):\(credentials.secretAccessKey)",
            "--header", "Content-Type: application/x-amz-json-1.1",
            "--header", "X-Amz-Target: AmazonSSM.GetParameter",
            "--data", #"{"Name": "\#(name)", "WithDecryption": true}"#,
        ]
        if let token = credentials.sessionToken { command += ["--header", "X-Amz-Security-Token: \(token)"] }
        let reply = try await process.run(command + (address ?? [moto.endpoint]))
        await process.end()
        return reply
    }
}
