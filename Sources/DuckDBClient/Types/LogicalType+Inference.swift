extension LogicalType {
    /// The type that a value has when it is bound: the narrowest that holds it and, in a list, everything beside it.
    ///
    /// - Throws: `unsupportedType` for a list whose elements have no common type, `outOfRange` for a time of no day.
    init(of value: Value) throws(DuckDBError) {
        switch value {
        case .null: self = .null
        case .boolean: self = .boolean
        case .integer: self = .bigint
        case .hugeInteger: self = .hugeint
        case .unsignedHugeInteger: self = .uhugeint
        case .float: self = .float
        case .double: self = .double
        case .decimal(let value): self = .decimal(width: try value.width(), scale: value.scale)
        case .text: self = .varchar
        case .blob: self = .blob
        case .uuid: self = .uuid
        case .date: self = .date
        case .time(let value): self = try LogicalType(of: value)
        case .timestamp(let value): self = value.isUTC ? .timestampTZ : .timestamp(value.unit)
        case .interval: self = .interval
        case .list(let values):
            var element = LogicalType.null
            for value in values { element = try element.common(with: LogicalType(of: value)) }
            self = .list(element)
        case .structure(let fields):
            try Self.checkNames(fields)
            var types: [Field] = []
            for field in fields { types.append(Field(name: field.name, type: try LogicalType(of: field.value))) }
            self = .structure(types)
        case .map:
            throw DuckDBError(
                code: .unsupportedType,
                message: "MAP values cannot be bound yet. Pass two lists and use map(keys, values) in SQL."
            )
        }
    }

    /// The engine compares names without case, and the C API reads them up to a NUL.
    private static func checkNames(_ fields: [StructField]) throws(DuckDBError) {
        let names = fields.map { $0.name.lowercased() }
        guard Set(names).count == names.count, !names.contains(where: { $0.utf8.contains(0) }), !names.isEmpty else {
            throw DuckDBError(
                code: .invalidInput,
                message: "A structure needs fields, each with a name of its own, letter case aside, and without NUL."
            )
        }
    }

    private init(of time: TimeOfDay) throws(DuckDBError) {
        // Others would crash the engine. TIME WITH TIME ZONE holds no nanoseconds.
        guard time.isValid, time.utcOffset == nil || time.isWholeMicroseconds else {
            throw DuckDBError(
                code: .outOfRange,
                message:
                    "A time of day goes from 00:00:00 to 24:00:00, at most 15:59:59 off UTC, with an offset to the "
                    + "microsecond."
            )
        }
        self = time.utcOffset != nil ? .timeTZ : time.isWholeMicroseconds ? .time : .timeNS
    }

    /// A type that holds the values of both, integers beside floating-point numbers as doubles.
    private func common(with other: LogicalType) throws(DuckDBError) -> LogicalType {
        switch (self, other) {
        case _ where self == other: return self
        case (.null, _): return other
        case (_, .null): return self
        case (.bigint, .hugeint), (.hugeint, .bigint): return .hugeint
        case (.bigint, .double), (.double, .bigint), (.float, .double), (.double, .float): return .double
        case (.time, .timeNS), (.timeNS, .time): return .timeNS
        case (.decimal(let width, let scale), .decimal(let otherWidth, let otherScale)):
            let whole = max(width - scale, otherWidth - otherScale)
            let fraction = max(scale, otherScale)
            if whole + fraction <= 38 { return .decimal(width: whole + fraction, scale: fraction) }
        case (.list(let element), .list(let otherElement)):
            return .list(try element.common(with: otherElement))
        case (.structure(let fields), .structure(let others)) where fields.map(\.name) == others.map(\.name):
            var types: [Field] = []
            for (field, other) in zip(fields, others) {
                types.append(Field(name: field.name, type: try field.type.common(with: other.type)))
            }
            return .structure(types)
        default: break
        }
        throw DuckDBError(
            code: .unsupportedType,
            message: "A list cannot hold \(self) and \(other) together. Give its elements one type."
        )
    }
}

extension FixedDecimal {
    /// The digits that DECIMAL has to hold, 1 to 38.
    func width() throws(DuckDBError) -> UInt8 {
        let digits = max(String(unscaled.magnitude).count, Int(scale), 1)
        guard digits <= 38 else {
            throw DuckDBError(code: .outOfRange, message: "A DECIMAL holds 38 digits at most, not \(digits).")
        }
        return UInt8(digits)
    }
}
