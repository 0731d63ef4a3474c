import DuckDBServerless
import Testing

@Suite("Resources")
struct ResourcesTests {
    @Test(
        "On Lambda memory limit and threads follow from the memory size",
        arguments: [
            ("128", 64, 1), ("256", 64, 1), ("512", 249, 1), ("1769", 1255, 1), ("3008", 2246, 2), ("10240", 8032, 6),
        ]
    )
    func lambda(size: String, memory: Int, threads: Int) throws {
        // Whatever is seen of the host there is not the function's.
        let resources = try resources(["AWS_LAMBDA_FUNCTION_MEMORY_SIZE": size], .some(cores: 2))
        #expect(resources.memoryLimit.value == memory)
        #expect(resources.threads.value == threads)
        #expect(resources.threads.reason.contains("\(size) MB"))
    }

    @Test("Managed instances give whole cores, and more is kept back for answers to many invocations at once")
    func managedInstances() throws {
        let variables = [
            "AWS_LAMBDA_FUNCTION_NAME": "f", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "4096",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "lambda-managed-instances",
        ]
        let alone = try resources(variables, .some(cores: 4, coreLimit: 2))
        #expect(alone.platform.value == .lambdaManagedInstances)
        #expect(alone.concurrency.value == 1)
        #expect(alone.threads.value == 2)
        #expect(alone.memoryLimit.value == (4096 - 200) * 8 / 10)
        let many = try resources(variables.merging(["AWS_LAMBDA_MAX_CONCURRENCY": "11"]) { $1 })
        #expect(many.concurrency.value == 11)
        #expect(many.memoryLimit.value == (4096 - 280) * 8 / 10)
        // However many there are, half is the engine's to reckon with.
        let crowd = try resources(variables.merging(["AWS_LAMBDA_MAX_CONCURRENCY": "1600"]) { $1 })
        #expect(crowd.memoryLimit.value == 2048 * 8 / 10)
    }

    @Test("A container's memory and cores count by its control group, and threads no more than memory feeds")
    func container() throws {
        let large = try resources([:], .some(cores: 8, memoryLimit: 4096, coreLimit: 1.5))
        #expect(large.platform.value == .container)
        #expect(large.memoryLimit.value == (4096 - 200) * 8 / 10)
        #expect(large.threads.value == 2)
        let small = try resources(["K_SERVICE": "s"], .some(cores: 8, memoryLimit: 512))
        #expect(small.memoryLimit.value == 249)
        #expect(small.threads.value == 1)
        #expect(small.threads.reason.contains("125 MiB"))
        let fraction = try resources([:], .some(cores: 8, memoryLimit: 4096, coreLimit: 0.25))
        #expect(fraction.threads.value == 1)
    }

    @Test("On a host without limits memory and threads are left to the engine")
    func host() throws {
        let resources = try resources([:])
        #expect(resources.platform.value == .host)
        #expect(resources.memoryLimit.value == nil)
        #expect(resources.threads.value == nil)
        // A group whose limit is more than there is limits nothing.
        #expect(try self.resources([:], .some(memoryLimit: 99_999)).memoryLimit.value == nil)
    }

    @Test(
        "A platform is known by its variable",
        arguments: [
            ("AWS_LAMBDA_FUNCTION_NAME", Platform.lambda), ("AWS_LAMBDA_RUNTIME_API", .lambda),
            ("K_SERVICE", .cloudRun), ("CLOUD_RUN_JOB", .cloudRunJob), ("FUNCTIONS_WORKER_RUNTIME", .azureFunctions),
            ("VERCEL", .vercel), ("ECS_CONTAINER_METADATA_URI_V4", .ecs), ("KUBERNETES_SERVICE_HOST", .kubernetes),
        ]
    )
    func platforms(variable: String, platform: Platform) throws {
        let found = try resources([variable: "x"]).platform
        #expect(found == Setting(platform, "\(variable) is set"))
        #expect(try resources([variable: ""]).platform.value == .host)
    }

    @Test("What is spilled leaves 64 MiB free")
    func spills() throws {
        #expect(try resources([:], .some(free: 512)).maxTemporarySize.value == 448)
        #expect(try resources([:], .some(free: 10)).maxTemporarySize.value == 0)
        var unknown = Machine.some()
        unknown.volume = { _ in nil }
        #expect(try resources([:], unknown).maxTemporarySize.value == nil)
    }

    @Test("Nothing is spilled to memory that is limited, and a tenth of it where it is not")
    func spillsToMemory() throws {
        #expect(try resources([:], .some(memoryLimit: 512, isMemory: true)).maxTemporarySize.value == 0)
        // gVisor does not say of what kind its file system is.
        #expect(try resources(["K_SERVICE": "s"], .some(memoryLimit: 512)).maxTemporarySize.value == 0)
        let mounted = ["K_SERVICE": "s", "DUCKDB_TEMP_DIRECTORY": "/volume"]
        #expect(try resources(mounted, .some(memoryLimit: 512, free: 100)).maxTemporarySize.value == 36)
        let lambda = ["AWS_LAMBDA_FUNCTION_NAME": "f"]
        #expect(try resources(lambda, .some(isMemory: true)).maxTemporarySize.value == 0)
        #expect(try resources([:], .some(isMemory: true)).maxTemporarySize.value == 16_384 / 10)
        #expect(try resources([:], .some(free: 65, isMemory: true)).maxTemporarySize.value == 1)
    }

    @Test("Certificates are those that a variable names, else those that httpfs does not find by itself")
    func certificates() throws {
        let variables = ["AWS_CA_BUNDLE": "/aws.pem", "SSL_CERT_FILE": "/ssl.pem"]
        #expect(
            try resources(variables).certificateFile == Setting("/aws.pem", "AWS_CA_BUNDLE says so", isChosen: true)
        )
        #expect(try resources(["SSL_CERT_FILE": "/ssl.pem"]).certificateFile.value == "/ssl.pem")
        #expect(try resources([:]).certificateFile.value == nil)
        var other = Machine.some()
        other.isReadable = { $0 == "/var/lib/ca-certificates/ca-bundle.pem" }
        #expect(try resources([:], other).certificateFile.value == "/var/lib/ca-certificates/ca-bundle.pem")
        other.isReadable = { _ in false }
        #expect(try resources([:], other).certificateFile.value == nil)
    }

    @Test("Each of them is what a variable says, wherever one is")
    func overrides() throws {
        let resources = try resources([
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769", "DUCKDB_MEMORY_LIMIT": "300", "DUCKDB_THREADS": "3",
            "DUCKDB_TEMP_DIRECTORY": "/spill", "DUCKDB_MAX_TEMP_DIRECTORY_SIZE": "7",
            "DUCKDB_SECRET_DIRECTORY": "/secrets",
        ])
        #expect(resources.memoryLimit == Setting(300, "DUCKDB_MEMORY_LIMIT says so", isChosen: true))
        #expect(resources.threads == Setting(3, "DUCKDB_THREADS says so", isChosen: true))
        #expect(resources.temporaryDirectory == Setting("/spill", "DUCKDB_TEMP_DIRECTORY says so", isChosen: true))
        #expect(resources.maxTemporarySize == Setting(7, "DUCKDB_MAX_TEMP_DIRECTORY_SIZE says so", isChosen: true))
        #expect(resources.secretDirectory == Setting("/secrets", "DUCKDB_SECRET_DIRECTORY says so", isChosen: true))
        var configuration = EngineConfiguration()
        configuration.apply(resources)
        #expect(configuration.memoryLimit == 300 && configuration.threads == 3 && configuration.maxTemporarySize == 7)
        #expect(configuration.temporaryDirectory == "/spill" && configuration.secretDirectory == "/secrets")
    }

    @Test("Several engines of a process share its memory and its room to spill, not its threads")
    func share() throws {
        let whole = try resources(["AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769"], .some(free: 512))
        let share = whole.share(of: 3)
        #expect(share.memoryLimit.value == 1255 / 3)
        #expect(share.maxTemporarySize.value == 448 / 3)
        #expect(share.threads == whole.threads)
        #expect(whole.share(of: 1) == whole)
        #expect(whole.share(of: 100).memoryLimit.value == 64)
        #expect(try resources([:]).share(of: 2).memoryLimit.value == nil)
    }

    private func resources(_ variables: [String: String], _ machine: Machine = .some()) throws -> Resources {
        try Resources(FunctionEnvironment(variables: variables), machine: machine)
    }
}
