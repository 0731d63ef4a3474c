public import ArgumentParser
public import DuckDBServerless

/// The values of `--platform`.
extension ExtensionPlatform: ExpressibleByArgument {}
