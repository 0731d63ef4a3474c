import DuckDBServerless
import Foundation

/// Makes `function.zip` and `layer.zip`: looks at everything first, and puts both in place only when both are whole.
struct Packager {
    let program: FunctionProgram
    /// The directory of the bundle.
    let bundle: String
    /// The queries, by their names in the archive's own folder for them.
    let queries: [String: String]
    let output: String
    let keepsSymbols: Bool
    let bindsEngine: Bool
    let allowsOversize: Bool

    /// Packages.
    ///
    /// - Throws: `CommandFailure`; the archives are then as they were, unless it was moving the second that failed.
    func package(in staging: StagingFolder) async throws(CommandFailure) -> PackageReport {
        let extensions = try await checkedExtensions()
        do throws(ExtensionError) {
            let layer = try files(of: extensions)
            let function = try await functionFiles(preparedIn: staging)
            try checkSize(function + layer)
            let folder = try staging.makeFolder(named: "archives")
            async let functionArchive = Self.write(function, to: "\(folder)/function.zip")
            async let layerArchive = Self.write(layer, to: "\(folder)/layer.zip")
            let archives = try (await functionArchive.get(), await layerArchive.get())
            return PackageReport(
                program: program,
                function: try archives.0.moved(to: output),
                layer: try archives.1.moved(to: output)
            )
        } catch {
            throw CommandFailure(errors: [error])
        }
    }

    /// The bundle for the program's engine and machine, each file of it checked.
    private func checkedExtensions() async throws(CommandFailure) -> BundleFolder {
        let folder = BundleFolder(directory: bundle, version: program.engine, platform: program.platform)
        _ = try CommandFailure.wrapping { () throws(ExtensionError) in
            try ExtensionBundle(directory: bundle, version: program.engine, platform: program.platform)
        }
        let errors = await BundleVerdict(folder).errors
        guard errors.isEmpty else { throw CommandFailure(errors: errors) }
        return folder
    }

    /// Everything in the folder: it was checked that the manifest names all of it.
    private func files(of bundle: BundleFolder) throws(ExtensionError) -> [PackagedFile] {
        let target = ExtensionBundle.folder(in: "duckdb_extensions", version: bundle.version, platform: bundle.platform)
        let names = try BundleFolder.names(in: bundle.path)
        return names.map { PackagedFile(name: "\(target)/\($0)", path: "\(bundle.path)/\($0)", kind: .data) }
    }

    private func functionFiles(preparedIn staging: StagingFolder) async throws(ExtensionError) -> [PackagedFile] {
        var files = queries.map { PackagedFile(name: "queries/\($0.key)", path: $0.value, kind: .data) }
        files += program.libraries.map { name, library in
            PackagedFile(name: program.libraryFolder + name, path: library.path, kind: .library)
        }
        files.append(PackagedFile(name: "bootstrap", path: program.file.path, kind: .program))
        if !keepsSymbols { try await strip(&files, into: try staging.makeFolder(named: "stripped")) }
        if bindsEngine { try bindEngine(among: &files, into: try staging.makeFolder(named: "bound")) }
        return files
    }

    private func strip(_ files: inout [PackagedFile], into folder: String) async throws(ExtensionError) {
        for index in files.indices where files[index].kind != .data {
            let stripped = "\(folder)/\(index)"
            try await BuildTool.strip(files[index].path, to: stripped, loggingIn: folder)
            files[index].path = stripped
        }
    }

    private func bindEngine(among files: inout [PackagedFile], into folder: String) throws(ExtensionError) {
        for index in files.indices where files[index].kind == .library {
            guard EngineLibrary.isNamed(URL(filePath: files[index].name).lastPathComponent) else { continue }
            let bound = "\(folder)/\(index)"
            _ = try EngineLibrary.bind(files[index].path, shownAs: files[index].name, to: bound)
            files[index].path = bound
        }
    }

    private func checkSize(_ files: [PackagedFile]) throws(ExtensionError) {
        var sum = 0
        for file in files { sum += try ExtensionFile(path: file.path).size }
        guard sum > Megabytes.lambdaLimit.bytes, !allowsOversize else { return }
        throw ExtensionError(
            .tooLarge,
            "Function and layer have \(Megabytes(bytes: sum)) MB unzipped, Lambda allows \(Megabytes.lambdaLimit) MB",
            remedy: "Bake fewer extensions, deploy a container image, or give --allow-oversize"
        )
    }

    private static func write(
        _ files: [PackagedFile],
        to path: String
    ) async -> Result<PackagedArchive, ExtensionError> {
        do throws(ExtensionError) {
            var archive = try ZipArchive(path: path)
            for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                try archive.add(file)
            }
            let entries = try archive.finish()
            let file = try ExtensionFile(path: path)
            return .success(
                PackagedArchive(path: path, size: file.size, sha256: try file.sha256(), entries: entries)
            )
        } catch {
            return .failure(error)
        }
    }
}
