/// A type of this client that stands for one SQL type, and so decodes only from this client's rows.
protocol NativeValue: Codable, ValueConvertible {}

extension NativeValue {
    /// Reads the value from a row.
    ///
    /// - Throws: `DecodingError` when the decoder is not one of this client's rows, or holds another type.
    public init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? ValueDecoder else {
            let text = "\(Self.self) decodes from rows of DuckDBClient only"
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: text))
        }
        self = try decoder.unbox(Self.self)
    }
}

extension Value: NativeValue {}
extension FixedDecimal: NativeValue {}
extension CalendarDate: NativeValue {}
extension TimeOfDay: NativeValue {}
extension Timestamp: NativeValue {}
extension CalendarInterval: NativeValue {}
extension BitString: NativeValue {}
extension BigInteger: NativeValue {}
extension Geometry: NativeValue {}
