/// One operation of a service, with what an error about it has to say.
struct RemoteOperation: Sendable {
    let service: RemoteService

    /// The operation's name, such as `GetParameters`.
    let name: String

    /// The names of what is asked for.
    var names: [String] = []

    /// What has to be allowed, as part of a sentence: `ssm:GetParameters on arn:aws:ssm:…`.
    let permissions: String

    /// What to do about an answer that the service cannot have given.
    var checkEndpoint: String { "Check \(service.settings), and any proxy between." }
}
