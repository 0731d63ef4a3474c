extension SQL: ExpressibleByStringInterpolation {
    /// Takes the text of a literal, which the programmer wrote.
    public init(stringLiteral text: String) {
        self.init(unsafe: text)
    }

    /// Takes a literal with what was interpolated into it.
    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.sql
    }

    /// Collects the parts of a literal.
    public struct Interpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL(unsafe: "")

        /// Starts an empty statement.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds text of the literal.
        public mutating func appendLiteral(_ text: String) {
            sql.append(text: text)
        }

        /// Adds a parameter: `\(name)`.
        public mutating func appendInterpolation(_ value: some ValueConvertible) {
            sql.append(value: value.sqlValue)
        }

        /// Adds a parameter, NULL for nil.
        public mutating func appendInterpolation<T: ValueConvertible>(_ value: T?) {
            sql.append(value: value.sqlValue)
        }

        /// Adds other SQL, its values included: `\(condition)`.
        public mutating func appendInterpolation(_ part: SQL) {
            sql.append(part)
        }

        /// Adds a name, quoted: `\(identifier: table)`.
        public mutating func appendInterpolation(identifier name: String) {
            sql.append(SQL.identifier(name))
        }

        /// Adds the name of a type: `\(column.type)`.
        public mutating func appendInterpolation(_ type: LogicalType) {
            sql.append(text: type.description)
        }

        /// Adds text as it is: `\(unsafe: text)`.
        ///
        /// See ``SQL/init(unsafe:)``.
        public mutating func appendInterpolation(unsafe text: String) {
            sql.append(text: text)
        }
    }
}
