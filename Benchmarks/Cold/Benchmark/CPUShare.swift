import Foundation

/// How much of the machine a function may use.
struct CPUShare: Sendable {
    let name: String
    let detail: String
    /// `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, in MB.
    let memorySize: Int
    /// What the function takes for that much memory, and the engine calls alone are given.
    var threads: Int { max(1, memorySize / 1769) }
    /// What the function's process joins; nil for none.
    var group: QuotaGroup?
    /// What runs the function's command; empty for nothing.
    let launcher: String

    static let twoCores = CPUShare(
        name: "two cores",
        detail: "nothing is limited: the function, PostgreSQL, Moto and the emulator share the machine",
        memorySize: 3538,
        launcher: ""
    )

    /// The last core: the first has more of the system's own work.
    static let oneCore = CPUShare(
        name: "one core",
        detail: "the function is bound to one core; the servers may use both",
        memorySize: 1769,
        launcher: "taskset -c \(ProcessInfo.processInfo.processorCount - 1) "
    )

    static func quota(_ group: QuotaGroup) -> CPUShare {
        CPUShare(
            name: quotaName,
            detail: quotaDetail,
            memorySize: 512,
            group: group,
            launcher: ""
        )
    }

    static let quotaName = "0.29 core"
    static let quotaDetail = """
        the function gets 5.8 ms of every 20 ms by a control group, as a function of 512 MB does after INIT; Lambda itself \
        leaves INIT unlimited
        """
}

/// A text as one word of the shell.
func shellQuoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }
