import AWSParameters

struct Login: Decodable {
    let username: String
    let password: Secret
}

// Fetched once, kept for five minutes, renewed as the service has it; credentials and region as every AWS SDK finds them.
let parameters = try ParameterResolver()
let login = try await parameters.value("secretsmanager:prod/replica", as: Login.self)
let host = try await parameters.secret("ssm:/prod/replica/host")

print("\(login.username) logs in with \(login.password)")
print("the host's name has \(host.reveal().utf8.count) bytes")
