import DuckDBServerless
import Testing
import duckdb_serverless

@Suite("The doctor's look at memory and cores")
struct ResourceTests {
    @Test("A function of 128 MB is warned about, one of 1769 MB is not")
    func lambda() async {
        #expect(await memory(["AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128"]).state == .warning)
        let large = await memory(["AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769"])
        #expect(large.state == .ok)
        #expect(large.message.hasPrefix("1255 MiB for the engine, of the function's 1769 MiB: 80 % of 1769 MiB less"))
    }

    @Test("The memory is named after whose is smallest, and a size that is out of range is not counted with")
    func owner() async {
        #expect(await memory(["AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "65536"]).message.contains("the host's 16384 MiB"))
        #expect(await memory(["AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "99999999999999999"]).state == .ok)
    }

    @Test("A limit that the container does not have is a failure")
    func container() async {
        let finding = await memory(["DUCKDB_MEMORY_LIMIT": "600"], limit: 512)
        #expect(finding.state == .failure)
        let message = "600 MiB for the engine, of the container's 512 MiB: DUCKDB_MEMORY_LIMIT says so"
        #expect(finding.message == message)
        #expect(await memory([:], limit: 512).message.hasPrefix("249 MiB for the engine, of the container's 512 MiB"))
    }

    @Test("More threads than the container may use cores are warned about, with the number to set")
    func threads() async {
        var machine = Machine()
        (machine.cores, machine.coreLimit, machine.memoryLimit) = (8, 1.5, nil)
        let finding = await finding("threads", ["DUCKDB_THREADS": "4"], machine)
        #expect(finding?.state == .warning)
        #expect(finding?.remedy?.hasPrefix("Set DUCKDB_THREADS to 2") == true)
        #expect(await self.finding("threads", [:], machine)?.state == .ok)
    }

    @Test("Where files are memory, that nothing is spilled is warned about, and a volume is the remedy")
    func filesInMemory() async {
        var machine = Machine()
        machine.memoryLimit = 512 << 20
        machine.volume = { Volume(freeBytes: 1 << 30, isMemory: $0.hasPrefix("/tmp")) }
        let finding = await finding("temporary folder", ["K_SERVICE": "s"], machine)
        #expect(finding?.state == .warning)
        #expect(finding?.remedy?.contains("DUCKDB_TEMP_DIRECTORY") == true)
        let chosen = ["K_SERVICE": "s", "DUCKDB_MAX_TEMP_DIRECTORY_SIZE": "0"]
        #expect(await self.finding("temporary folder", chosen, machine)?.state == .note)
        let mounted = await self.finding(
            "temporary folder",
            ["K_SERVICE": "s", "DUCKDB_TEMP_DIRECTORY": "/var"],
            machine
        )
        #expect(mounted?.message.contains("at most 960 MiB: 1024 MiB are free") == true)
    }

    @Test("Certificates that only httpfs is told of are warned about")
    func certificates() async {
        var machine = Machine()
        machine.isReadable = { $0 == "/var/lib/ca-certificates/ca-bundle.pem" }
        let finding = await finding("certificates", [:], machine)
        #expect(finding?.state == .warning)
        #expect(finding?.remedy?.hasPrefix("Set SSL_CERT_FILE") == true)
    }

    @Test("The platform is told with how it is known, and what is always set with why")
    func platform() async {
        let variables = ["AWS_LAMBDA_FUNCTION_NAME": "f", "AWS_LAMBDA_MAX_CONCURRENCY": "10"]
        let platform = await finding("platform", variables, Machine())
        #expect(platform?.message.contains("Lambda Managed Instances") == true)
        #expect(platform?.message.hasSuffix("10 invocations at once: AWS_LAMBDA_MAX_CONCURRENCY says so") == true)
        let always = await finding("always", [:], Machine())
        #expect(always?.message.contains("autoinstall_known_extensions false: a statement is not to wait") == true)
    }

    @Test("What cannot be used is one finding; the others tell what would be without it")
    func unusable() async {
        let variables = ["DUCKDB_MAX_TEMP_DIRECTORY_SIZE": "all"]
        #expect(await finding("configuration", variables, Machine())?.state == .failure)
        #expect(await finding("temporary folder", variables, Machine())?.message.contains("/tmp/duckdb") == true)
    }

    private func memory(_ variables: [String: String], limit: UInt64? = nil) async -> Finding {
        var machine = Machine()
        machine.memory = 16 << 30
        machine.memoryLimit = limit.map { $0 << 20 }
        return await finding("memory", variables, machine)
            ?? Finding(check: "memory", state: .failure, message: "there is no such finding")
    }

    private func finding(_ check: String, _ variables: [String: String], _ machine: Machine) async -> Finding? {
        let doctor = Doctor(environment: FunctionEnvironment(variables: variables), machine: machine)
        return await doctor.findings(waking: false).first { $0.check == check }
    }
}
