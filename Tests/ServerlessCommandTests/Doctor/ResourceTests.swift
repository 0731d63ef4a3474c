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
        #expect(large.message == "1255 MiB for the engine, of the function's 1769 MiB")
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
        #expect(finding.message == "600 MiB for the engine, of the container's 512 MiB")
    }

    @Test("More threads than the container may use cores are warned about, with the number to set")
    func threads() async {
        var machine = Machine()
        machine.cores = 8
        machine.coreLimit = 1.5
        let finding = await finding("threads", [:], machine)
        #expect(finding?.state == .warning)
        #expect(finding?.remedy?.hasPrefix("Set DUCKDB_THREADS to 2") == true)
        #expect(await self.finding("threads", ["DUCKDB_THREADS": "2"], machine)?.state == .ok)
    }

    @Test(
        "Quotas of control groups are read in both of their forms",
        arguments: [(["50000", "100000"], 0.5), (["max", "100000"], nil), (["-1", "100000"], nil), ([], nil)]
    )
    func quota(texts: [String], expected: Double?) {
        #expect(Machine.cores(texts) == expected)
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
