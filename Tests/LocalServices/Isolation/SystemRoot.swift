import Foundation

/// What a base image brings, copied from this machine: the C and C++ libraries, zlib and the CA certificates.
public enum SystemRoot {
    private static let libraries = [
        "libc.so.6", "libdl.so.2", "libgcc_s.so.1", "libm.so.6", "libpthread.so.0", "librt.so.1", "libstdc++.so.6",
        "libz.so.1",
    ]
    private static let certificates = "/etc/ssl/certs/ca-certificates.crt"

    /// Makes a root file system with nothing else in it but an empty `/var/task`.
    ///
    /// - Parameter root: a folder that is made.
    /// - Throws: ``ServiceError`` with `commandFailed` when a library or the certificates are not on this machine.
    public static func make(_ root: String) async throws {
        let process = try await GuardedProcess(name: "system root")
        try await process.run(["/bin/bash", "-euo", "pipefail", "-c", script, root, certificates] + libraries)
        await process.end()
    }

    /// The loader says where it finds a library, and is itself found where every program looks for it.
    private static let script = """
        certificates=$1; shift
        mkdir -p "$0/var/task"
        loader=$(compgen -G '/lib64/ld-linux-*.so.*' || compgen -G '/lib/ld-linux-*.so.*')
        cp -L --parents $loader "$certificates" "$0"
        mkdir -p "$0/lib" "$0/usr/lib"
        for name; do
            path=$(ldconfig -p | awk -v name="$name" '$1 == name && !found++ { print $NF }')
            [ -n "$path" ] || { echo "there is no $name" >&2; exit 1; }
            cp -L --parents "$path" "$0"
        done
        """
}
