/// Whose machine this is, as the variables tell that a platform sets in what is deployed to it.
public struct Platform: Sendable, Hashable, CustomStringConvertible {
    /// The platform's name in a sentence.
    public let description: String

    /// Lambda that hands an environment one invocation at a time.
    public static let lambda = Platform(description: "AWS Lambda")
    /// Lambda on instances of one's own, which hands an environment several invocations at once and never freezes it.
    public static let lambdaManagedInstances = Platform(description: "Lambda Managed Instances")
    /// A service of Cloud Run, whose file system is memory.
    public static let cloudRun = Platform(description: "Cloud Run")
    /// A job of Cloud Run, likewise.
    public static let cloudRunJob = Platform(description: "a Cloud Run job")
    /// Azure Functions.
    public static let azureFunctions = Platform(description: "Azure Functions")
    /// Vercel.
    public static let vercel = Platform(description: "Vercel")
    /// A container of ECS or Fargate.
    public static let ecs = Platform(description: "ECS")
    /// A container of Kubernetes.
    public static let kubernetes = Platform(description: "Kubernetes")
    /// No known platform, but a control group that limits memory or cores.
    public static let container = Platform(description: "a container")
    /// None of these: a laptop, a server.
    public static let host = Platform(description: "no platform of functions or containers that is known")

    /// Whether files that no volume was mounted for are kept in the memory that the function is given.
    var keepsFilesInMemory: Bool { self == .cloudRun || self == .cloudRunJob }

    /// In the order in which they are looked for: Vercel runs functions on Lambda, and Lambda's variables say more.
    private static let variables: [(name: String, platform: Platform)] = [
        ("AWS_LAMBDA_FUNCTION_NAME", .lambda), ("AWS_LAMBDA_RUNTIME_API", .lambda), ("K_SERVICE", .cloudRun),
        ("CLOUD_RUN_JOB", .cloudRunJob), ("FUNCTIONS_WORKER_RUNTIME", .azureFunctions), ("VERCEL", .vercel),
        ("ECS_CONTAINER_METADATA_URI_V4", .ecs), ("KUBERNETES_SERVICE_HOST", .kubernetes),
    ]

    /// The platform and the variable that shows it; nil if none is seen.
    static func deployed(_ environment: FunctionEnvironment) -> Setting<Platform>? {
        let seen = variables.first { environment.variables[$0.name]?.isEmpty == false }
        guard let (name, platform) = seen else { return nil }
        guard platform == .lambda,
            environment.value(.lambdaInitialization) == "lambda-managed-instances"
                || environment.value(.lambdaConcurrency) != nil
        else { return Setting(platform, "\(name) is set") }
        return Setting(.lambdaManagedInstances, "Lambda says so, or that invocations come at once")
    }
}
