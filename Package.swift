// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "duckdb-serverless",
    products: [
        .library(name: "DuckDBClient", targets: ["DuckDBClient"]),
        .library(name: "AWSParameters", targets: ["AWSParameters"]),
        .library(name: "DuckDBServerless", targets: ["DuckDBServerless"]),
        .library(name: "LambdaRuntime", targets: ["LambdaRuntime"]),
        .library(name: "DuckDBLambda", targets: ["DuckDBLambda"]),
        .executable(name: "QueryFunction", targets: ["QueryFunction"]),
        .executable(name: "duckdb-serverless", targets: ["duckdb-serverless"]),
        .plugin(name: "BakeExtensions", targets: ["BakeExtensions"]),
        .plugin(name: "ExtensionPins", targets: ["ExtensionPins"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // Without its traits: the one for JSON links all of Foundation.
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", exact: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    ],
    targets: [
        // Floor 0: the engine's C API.
        .systemLibrary(name: "CDuckDB", pkgConfig: "duckdb"),

        // What a package bakes, in its duckdb-extensions.json. Plugins build it for the host, so it depends on nothing.
        .target(name: "PinFile"),
        .executableTarget(name: "extension-pin-check", dependencies: ["CDuckDB", "PinFile"]),
        .plugin(name: "ExtensionPins", capability: .buildTool(), dependencies: ["extension-pin-check"]),
        .plugin(
            name: "BakeExtensions",
            capability: .command(
                intent: .custom(
                    verb: "bake-extensions",
                    description:
                        "Lays out the DuckDB extensions that duckdb-extensions.json names, checked and ready to load."
                ),
                permissions: [
                    .writeToPackageDirectory(reason: "The extensions are placed in .build/duckdb_extensions."),
                    .allowNetworkConnections(scope: .all(), reason: "Extensions are downloaded."),
                ]
            )
        ),

        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Archives for the command, compressed answers for the function.
        .target(name: "Compression", dependencies: ["CZlib"]),

        // Floor 1
        .target(
            name: "DuckDBClient",
            dependencies: ["CDuckDB"],
            // Spans over the engine's vectors, which end with the chunk they look into.
            swiftSettings: [.enableExperimentalFeature("Lifetimes")]
        ),
        .target(
            name: "AWSParameters",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ]
        ),

        // SHA-256 of several messages at once, by the processor's vectors or instructions.
        .target(name: "CSHA256"),

        // Floor 2
        .target(
            name: "DuckDBServerless",
            dependencies: [
                "CSHA256", "DuckDBClient", "AWSParameters",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(
            name: "LambdaRuntime",
            dependencies: [
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),

        // Floor 3
        .target(
            name: "DuckDBLambda",
            dependencies: [
                "AWSParameters", "Compression", "DuckDBClient", "DuckDBServerless", "LambdaRuntime",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ]
        ),

        // Floor 4
        .executableTarget(
            name: "QueryFunction",
            dependencies: [
                "DuckDBClient", "DuckDBLambda", "DuckDBServerless", "LambdaRuntime",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            // It is deployed with libduckdb in a folder beside it, and with Swift's runtime in itself: so its parts are found
            // when it is linked, not at each start. Nothing looks its own symbols up by name. No library product has these
            // flags, which SwiftPM may refuse in what others depend on.
            linkerSettings: [
                .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/lib"], .when(platforms: [.linux])),
                .unsafeFlags(
                    [
                        "-static-stdlib", "-l_FoundationCollections", "-l_FoundationCShims",
                        "-Xlinker", "--no-export-dynamic",
                    ],
                    .when(platforms: [.linux], configuration: .release)
                ),
            ],
            plugins: ["ExtensionPins"]
        ),
        .executableTarget(
            name: "duckdb-serverless",
            dependencies: [
                "AWSParameters", "CZlib", "Compression", "DuckDBClient", "DuckDBLambda", "DuckDBServerless",
                "LambdaRuntime",
                "PinFile",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            resources: [.embedInCode("Serve/Page/page.html")]
        ),

        // The handler that the README shows.
        .executableTarget(
            name: "HandlerExample",
            dependencies: ["DuckDBClient", "DuckDBServerless", "LambdaRuntime"],
            path: "Examples/Handler"
        ),

        // The forms of handlers, as the documentation shows them.
        .executableTarget(
            name: "RuntimeExample",
            dependencies: [
                "LambdaRuntime",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Examples/Runtime"
        ),

        // The three shapes of work, as the documentation shows them.
        .executableTarget(
            name: "DatabasesExample",
            dependencies: ["DuckDBClient", "DuckDBServerless"],
            path: "Examples/Databases"
        ),

        // How AWSParameters is used without the rest.
        .executableTarget(
            name: "ParametersExample",
            dependencies: ["AWSParameters", .product(name: "Logging", package: "swift-log")],
            path: "Examples/Parameters"
        ),

        // Real servers on loopback, for the demo and the tests.
        .target(
            name: "LocalServices",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/LocalServices",
            resources: [
                .embedInCode("Faults/severed.py"), .embedInCode("Isolation/isolate.py"), .embedInCode("Moto/moto.py"),
                .embedInCode("Processes/guard.py"),
            ]
        ),
        // A process of its own that wakes an engine, for tests and benchmarks.
        .executableTarget(
            name: "wake-probe",
            dependencies: ["DuckDBClient", "DuckDBServerless"],
            path: "Tests/WakeProbe"
        ),
        // A process of its own that writes a DuckLake, for tests and the benchmark of scale.
        .executableTarget(
            name: "lake-writer",
            dependencies: ["AWSParameters", "DuckDBClient", "DuckDBServerless"],
            path: "Tests/LakeWriter"
        ),
        // A function for tests of the runtime, which does what an event asks for.
        .executableTarget(
            name: "echo-function",
            dependencies: [
                "LambdaRuntime",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Tests/EchoFunction"
        ),
        // Many cursors at once, to be run under ThreadSanitizer too.
        .executableTarget(
            name: "cursor-stress",
            dependencies: ["DuckDBClient", "DuckDBServerless"],
            path: "Tests/CursorStress"
        ),
        // The data of the demo, and what a function logs of a cold start; for the benchmark of cold starts too.
        .target(name: "DemoSupport", dependencies: ["DuckDBClient", "LocalServices"], path: "Demo/Support"),
        .executableTarget(
            name: "demo",
            dependencies: [
                "DemoSupport", "DuckDBClient", "LocalServices",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Demo",
            exclude: ["Support", "queries"]
        ),

        // What every benchmark does alike.
        .target(name: "BenchmarkSupport", dependencies: ["DuckDBClient"], path: "Benchmarks/Support"),

        // The Runtime API in C, for the programs that show what anything else costs on top of them.
        .target(name: "RuntimeAPIFloor", path: "Benchmarks/Floor", cSettings: [.define("_GNU_SOURCE")]),

        // The client measured against the C API and DuckDB for Python. C is compiled with SwiftPM's own -O2.
        .target(name: "ClientFloor", dependencies: ["CDuckDB"], path: "Benchmarks/Client/Floor"),
        .executableTarget(
            name: "client-benchmark",
            dependencies: ["BenchmarkSupport", "ClientFloor", "DuckDBClient"],
            path: "Benchmarks/Client/Benchmark"
        ),

        // Loading extensions under each policy, hashing and baking, measured.
        .executableTarget(
            name: "load-benchmark",
            dependencies: ["BenchmarkSupport", "DuckDBServerless"],
            path: "Benchmarks/Load"
        ),

        // How many cursors one database serves.
        .executableTarget(
            name: "cursor-benchmark",
            dependencies: ["BenchmarkSupport", "DuckDBClient", "DuckDBServerless"],
            path: "Benchmarks/Cursor"
        ),

        // Answers, measured: rows as JSON, what the runtime adds, and the memory of a stream.
        .executableTarget(
            name: "lambda-probe",
            dependencies: [
                "DuckDBClient", "DuckDBLambda", "DuckDBServerless", "LambdaRuntime",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Benchmarks/Lambda/Probe"
        ),
        .executableTarget(name: "lambda-floor", dependencies: ["RuntimeAPIFloor"], path: "Benchmarks/Lambda/Floor"),
        .executableTarget(
            name: "lambda-benchmark",
            dependencies: [
                "BenchmarkSupport", "DuckDBClient", "DuckDBLambda",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Benchmarks/Lambda/Benchmark"
        ),

        // Cold starts of the function, of the engine calls alone and of a Python wrapper.
        .executableTarget(
            name: "cold-floor",
            dependencies: ["CDuckDB", "RuntimeAPIFloor"],
            path: "Benchmarks/Cold/Floor",
            cSettings: [.define("_GNU_SOURCE")]
        ),
        .executableTarget(
            name: "cold-benchmark",
            dependencies: [
                "BenchmarkSupport", "DemoSupport", "DuckDBClient", "DuckDBServerless", "LocalServices",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Cold/Benchmark"
        ),

        // When one function is not enough, in figures.
        .executableTarget(
            name: "scale-benchmark",
            dependencies: ["AWSParameters", "BenchmarkSupport", "DuckDBClient", "DuckDBServerless", "LocalServices"],
            path: "Benchmarks/Scale"
        ),

        // The first fetch of a parameter in a process of its own, measured over HTTP and over TLS.
        .executableTarget(
            name: "parameter-probe",
            dependencies: ["AWSParameters"],
            path: "Benchmarks/Parameters/Probe"
        ),
        .executableTarget(
            name: "parameters-benchmark",
            dependencies: [
                "BenchmarkSupport", "LocalServices",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            path: "Benchmarks/Parameters/Benchmark"
        ),

        // For tests that programs do not compile.
        .target(name: "CompilerVerdicts", path: "Tests/Compiler"),

        .testTarget(name: "DuckDBClientTests", dependencies: ["CompilerVerdicts", "DuckDBClient"]),
        .testTarget(
            name: "AWSParametersTests",
            dependencies: [
                "AWSParameters", "LocalServices", "ParametersExample",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ]
        ),
        .testTarget(name: "LocalServicesTests", dependencies: ["LocalServices"]),
        .testTarget(
            name: "DuckDBServerlessTests",
            dependencies: [
                "AWSParameters", "CompilerVerdicts", "DuckDBClient", "DuckDBServerless", "LocalServices",
                "duckdb-serverless", "lake-writer", "wake-probe",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .testTarget(
            name: "LambdaRuntimeTests",
            dependencies: [
                "CompilerVerdicts", "LambdaRuntime", "LocalServices", "RuntimeExample", "echo-function",
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "DuckDBLambdaTests",
            dependencies: [
                "AWSParameters", "DuckDBClient", "DuckDBLambda", "DuckDBServerless", "LambdaRuntime", "LocalServices",
                "lambda-probe",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "QueryFunctionTests",
            dependencies: [
                "DuckDBClient", "HandlerExample", "LambdaRuntime", "LocalServices",
                "duckdb-serverless",
            ]
        ),
        .testTarget(
            name: "ServerlessCommandTests",
            dependencies: ["DuckDBServerless", "LocalServices", "duckdb-serverless"]
        ),
        .testTarget(
            name: "BakeCommandTests",
            dependencies: [
                "DuckDBClient", "DuckDBServerless", "LocalServices", "duckdb-serverless",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]
        ),
        .testTarget(
            name: "PackageCommandTests",
            dependencies: ["DuckDBClient", "LocalServices", "duckdb-serverless"]
        ),
        .testTarget(
            name: "PluginTests",
            dependencies: ["DuckDBServerless", "LocalServices", "PinFile", "duckdb-serverless", "extension-pin-check"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The client alone, which has no dependencies: minutes less to build where only it is wanted, as under the sanitizers.
// The plugins, which have none either, stay: their tests build packages that use them.
if Context.environment["DUCKDB_CLIENT_ALONE"] != nil {
    package.products.removeAll { !["BakeExtensions", "DuckDBClient", "ExtensionPins"].contains($0.name) }
    let kept = [
        "BakeExtensions", "BenchmarkSupport", "CDuckDB", "ClientFloor", "CompilerVerdicts", "DuckDBClient",
        "DuckDBClientTests", "ExtensionPins", "PinFile", "client-benchmark", "extension-pin-check",
    ]
    package.targets.removeAll { !kept.contains($0.name) }
    package.dependencies.removeAll()
}

for target in package.targets where ![.plugin, .system].contains(target.type) {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
