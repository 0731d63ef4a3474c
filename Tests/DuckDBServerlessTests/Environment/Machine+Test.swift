import DuckDBServerless

extension Machine {
    /// A machine of 16 GiB with certificates at their usual place; sizes in MiB.
    static func some(
        cores: Int = 8,
        memoryLimit: UInt64? = nil,
        coreLimit: Double? = nil,
        free: UInt64 = 100_000,
        isMemory: Bool = false
    ) -> Machine {
        var machine = Machine()
        (machine.cores, machine.coreLimit) = (cores, coreLimit)
        (machine.memory, machine.memoryLimit) = (16 << 30, memoryLimit.map { $0 << 20 })
        machine.volume = { _ in Volume(freeBytes: free << 20, isMemory: isMemory) }
        machine.isReadable = { $0 == "/etc/ssl/certs/ca-certificates.crt" }
        return machine
    }
}
