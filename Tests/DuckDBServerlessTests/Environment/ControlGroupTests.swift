import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Control groups and volumes")
struct ControlGroupTests {
    private let root: ScratchFolder

    init() throws { root = try ScratchFolder() }

    @Test("Version 2: the smallest limit of the group and of those above it")
    func unified() throws {
        try write("max\n", "memory.max")
        try write("536870912\n", "a/memory.max")
        try write("1073741824\n", "a/b/memory.max")
        try write("max 100000\n", "a/cpu.max")
        try write("150000 100000\n", "a/b/cpu.max")
        let group = try group("0::/a/b\n")
        #expect(group.memory == 512 << 20)
        #expect(group.cores == 1.5)
    }

    @Test("Version 1: by controller, where no limit is a large number and no quota is -1")
    func older() throws {
        try write("9223372036854771712\n", "memory/memory.limit_in_bytes")
        try write("268435456\n", "memory/docker/x/memory.limit_in_bytes")
        try write("-1\n", "cpu/cpu.cfs_quota_us")
        try write("100000\n", "cpu/cpu.cfs_period_us")
        #expect(try group("5:memory:/docker/x\n4:cpu,cpuacct:/docker/x\n").memory == 256 << 20)
        // In a container the path is the host's, and the files at the root are the container's.
        #expect(try group("5:memory:/kubepods/y\n").memory == nil)
        #expect(try group("4:cpu,cpuacct:/docker/x\n").cores == nil)
        try write("50000\n", "cpu/cpu.cfs_quota_us")
        #expect(try group("4:cpu,cpuacct:/docker/x\n").cores == 0.5)
    }

    @Test("Where there are none, nothing is limited", arguments: ["", "0::/\n", "nonsense\n0::\n"])
    func none(membership: String) throws {
        let group = try group(membership)
        #expect(group.memory == nil)
        #expect(group.cores == nil)
    }

    @Test("A limit that Linux enforces on this process is seen as Linux tells it")
    func real() throws {
        let path = try String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)
        let folder = path.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            return fields.count == 3 && fields[1] == "memory" ? "/sys/fs/cgroup/memory\(fields[2])" : nil
        }.first
        let files = [folder.map { "\($0)/memory.limit_in_bytes" }, "/sys/fs/cgroup/memory.max"].compactMap(\.self)
        let limits = files.compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }
            .compactMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }.filter { $0 < 1 << 60 }
        // A group above may be tighter still.
        if let limit = limits.min() {
            #expect(try #require(ControlGroup().memory) <= limit)
        }
    }

    @Test(
        "Control groups are read unless Lambda says what the function has",
        arguments: [
            ([:], true), (["AWS_LAMBDA_FUNCTION_NAME": "f"], true),
            (["AWS_LAMBDA_FUNCTION_NAME": "f", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512"], false),
            (
                [
                    "AWS_LAMBDA_FUNCTION_NAME": "f", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "4096",
                    "AWS_LAMBDA_MAX_CONCURRENCY": "2",
                ], true
            ),
        ] as [([String: String], Bool)]
    )
    func onNeed(variables: [String: String], isRead: Bool) {
        var reads = 0
        func read() -> ControlGroup {
            reads += 1
            return ControlGroup()
        }
        _ = Machine(for: FunctionEnvironment(variables: variables), controlGroup: read())
        #expect(reads == (isRead ? 1 : 0))
    }

    @Test(
        "The innermost mount decides whether a folder is in memory",
        arguments: [
            ("/tmp/x", true), ("/tmp", true), ("/tmpx", false), ("/", false), ("/tmp/disk/y", false),
            ("/dev/shm", true),
        ]
    )
    func mounts(path: String, isMemory: Bool) {
        let mounts = """
            overlay / overlay rw 0 0
            tmpfs /dev/shm tmpfs rw 0 0
            /dev/sda1 /tmp ext4 rw 0 0
            none /tmp tmpfs rw 0 0
            /dev/sdb1 /tmp/disk ext4 rw 0 0
            """
        #expect(Volume.isMemory(path, mounts: mounts) == isMemory)
    }

    @Test("A folder that is not there yet is where the nearest one above it is")
    func futureFolder() throws {
        let folder = try #require(Volume(of: "\(root.path)/not/yet"))
        #expect(folder.freeBytes > 0)
        #expect(try #require(Volume(of: "/dev/shm/not/yet")).isMemory)
        try root.write(Data(), as: "file")
        #expect(Volume(of: root.path("file/not/yet")) == nil)
    }

    private func group(_ membership: String) throws -> ControlGroup {
        ControlGroup(root: root.path, membership: try root.write(Data(membership.utf8), as: "membership"))
    }

    private func write(_ text: String, _ name: String) throws {
        let file = URL(filePath: root.path(name))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
