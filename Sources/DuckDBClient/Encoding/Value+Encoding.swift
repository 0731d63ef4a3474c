extension Value {
    /// The SQL value of any `Encodable` value.
    ///
    /// A type that is ``ValueConvertible`` is what it says: `Date` is a TIMESTAMP WITH TIME ZONE, `Data` a BLOB, and so on.
    /// Other types with keys are a STRUCT, in which nil is a field that is NULL, lists are a LIST and dictionaries a MAP,
    /// whatever their keys are. `Decodable` reads all of these back, and an enumeration with associated values from a UNION
    /// too.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - keys: How fields are named after the type's keys; the keys of dictionaries stay as they are.
    /// - Throws: `encoding` when the type's own `encode(to:)` fails; the message names the place, not the value.
    public init(encoding value: some Encodable, keys: ColumnKeys = .asNamed) throws(DuckDBError) {
        do {
            self = try ValueEncoder.encode(value, keys: keys, codingPath: [])
        } catch let error as DuckDBError {
            throw error
        } catch EncodingError.invalidValue(_, let context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            let place = path.isEmpty ? "" : " at \"\(path)\""
            throw DuckDBError(
                code: .encoding,
                message: "\(type(of: value)) could not be encoded\(place): \(context.debugDescription)."
            )
        } catch {
            // Behind the first paragraph, and so not in what is logged: it may hold the value.
            throw DuckDBError(
                code: .encoding,
                message: "\(type(of: value)) could not be encoded: it threw \(type(of: error)).\n\n\(error)"
            )
        }
    }
}

extension SQL.Interpolation {
    /// Adds an `Encodable` value as a parameter, as ``Value/init(encoding:keys:)`` makes it: `try "… \(encoding: order)"`.
    ///
    /// - Throws: `encoding` when the type's own `encode(to:)` fails.
    public mutating func appendInterpolation(
        encoding value: some Encodable,
        keys: ColumnKeys = .asNamed
    ) throws(DuckDBError) {
        appendInterpolation(try Value(encoding: value, keys: keys))
    }
}
