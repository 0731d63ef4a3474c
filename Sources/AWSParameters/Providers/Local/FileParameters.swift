/// Parameters from files, as Docker and Kubernetes mount secrets.
///
/// A name is a file's path; the value is its text without the line break at its end. Files are read anew by each fetch, up to
/// 1 MiB.
public struct FileParameters: ParameterProvider {
    /// Creates a reader.
    public init() {}

    /// `file`.
    public func metricsLabel(of name: String) -> String { "file" }

    /// The files' texts.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/parameterNotFound`` for a file that does not exist,
    ///   else ``AWSParametersError/Code/invalidValue``.
    public func parameters(named names: [String]) throws(AWSParametersError) -> [String: Secret] {
        var found: [String: Secret] = [:]
        for name in names {
            do throws(SecretFile.Failure) {
                found[name] = Secret(try SecretFile.text(name))
            } catch {
                let code: AWSParametersError.Code =
                    if case .missing = error { .parameterNotFound } else { .invalidValue }
                throw AWSParametersError(code, "The file \(error.reason).", names: [name])
            }
        }
        return found
    }
}
