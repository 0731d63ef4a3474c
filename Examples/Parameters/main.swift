import AWSParameters
import Foundation

struct Login: Decodable {
    let username: String
    let password: Secret
}

do {
    // Fetched once, kept for five minutes; credentials and region are found where AWS's SDKs find them.
    let parameters = try ParameterResolver()
    let login = try await parameters.value("secretsmanager:prod/replica", as: Login.self)
    let host = try await parameters.secret("ssm:/prod/replica/host")
    print("\(login.username) logs in with \(login.password)")
    print("the host's name has \(host.reveal().utf8.count) bytes")
} catch {
    // One line that is safe to log; an error that left the program would be a crash with a dump of its memory.
    try FileHandle.standardError.write(contentsOf: Data("\(error)\n".utf8))
    exit(1)
}
