#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What the process runs on, as far as an engine's resources follow from it; a value, so that others can be described.
package struct Machine: Sendable {
    /// Cores that the process sees.
    package var cores = ProcessInfo.processInfo.activeProcessorCount
    /// Bytes of memory of the host.
    package var memory = ProcessInfo.processInfo.physicalMemory
    /// Bytes of memory that the control group allows; nil without a limit.
    package var memoryLimit: UInt64?
    /// Cores that the control group allows, in parts of one; nil without a limit.
    package var coreLimit: Double?
    /// The file system of a folder.
    package var volume: @Sendable (_ folder: String) -> Volume? = { Volume(of: $0) }
    /// Whether there is a file that can be read.
    package var isReadable: @Sendable (_ file: String) -> Bool = { FileManager.default.isReadableFile(atPath: $0) }

    /// The machine that this process runs on, with the limits of a control group.
    package init(controlGroup: ControlGroup? = ControlGroup()) {
        memoryLimit = controlGroup?.memory
        coreLimit = controlGroup?.cores
    }

    /// The machine that this process runs on; its control groups are left unread where Lambda says what the function has.
    package init(
        for environment: FunctionEnvironment,
        controlGroup: @autoclosure () -> ControlGroup = ControlGroup()
    ) {
        let isTold = Platform.deployed(environment)?.value == .lambda && environment.value(.lambdaMemory) != nil
        self.init(controlGroup: isTold ? nil : controlGroup())
    }
}
