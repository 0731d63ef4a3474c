internal import AWSParameters

extension FunctionEnvironment {
    /// Where a secret is.
    func reference(_ variable: EnvironmentVariable) throws(ConfigurationError) -> ParameterReference {
        let text = try required(variable)
        do throws(AWSParametersError) {
            return try ParameterReference(text)
        } catch {
            throw unusable(variable, expected: "ssm:NAME, secretsmanager:NAME#FIELD, env:NAME or file:PATH")
        }
    }
}
