extension LogicalType {
    /// The type that a value has when it is bound: the narrowest that holds it and, in a list, everything beside it.
    ///
    /// - Throws: `unsupportedType` for a list whose elements have no common type; `outOfRange` for a time of no day, an ARRAY
    ///   of a size that none has, and digits or ticks beyond the type; `invalidInput` for names that a structure or union
    ///   cannot have.
    init(of value: Value) throws(DuckDBError) {
        switch value {
        case .null: self = .null
        case .boolean: self = .boolean
        case .integer: self = .bigint
        case .hugeInteger: self = .hugeint
        case .unsignedHugeInteger: self = .uhugeint
        case .bigInteger: self = .bignum
        case .float: self = .float
        case .double: self = .double
        case .decimal(let value): self = .decimal(width: try value.width(), scale: value.scale)
        case .text: self = .varchar
        case .blob: self = .blob
        case .bits: self = .bit
        case .uuid: self = .uuid
        case .date: self = .date
        case .time(let value): self = try LogicalType(of: value)
        case .timestamp(let value): self = value.isUTC ? .timestampTZ : .timestamp(value.unit)
        case .interval: self = .interval
        case .geometry: self = .geometry(crs: nil)
        case .list(let values): self = .list(try Self.common(of: values))
        case .array(let values):
            guard Self.arraySizes ~= values.count else { throw Self.noSuchArray(values.count) }
            self = .array(try Self.common(of: values), size: values.count)
        case .structure(let fields):
            var types: [Field] = []
            for field in fields { types.append(Field(name: field.name, type: try LogicalType(of: field.value))) }
            self = try LogicalType(named: types)
        case .map(let entries):
            self = .map(key: try Self.common(of: entries.map(\.key)), value: try Self.common(of: entries.map(\.value)))
        case .union(let member, let value):
            try Self.check(names: [member])
            self = .union([Field(name: member, type: try LogicalType(of: value))])
        case .variant: self = .variant
        }
    }

    /// A STRUCT of these fields.
    ///
    /// - Throws: `invalidInput` for names that a structure cannot have.
    init(named fields: [Field]) throws(DuckDBError) {
        try Self.check(names: fields.map(\.name))
        self = .structure(fields)
    }

    /// The sizes that the engine makes ARRAY types of.
    private static let arraySizes = 1...99_999

    private static func noSuchArray(_ size: Int) -> DuckDBError {
        DuckDBError(
            code: .outOfRange,
            message:
                "An ARRAY has \(arraySizes.lowerBound) to \(arraySizes.upperBound) elements, not \(size). Bind a list."
        )
    }

    private static func common(of values: [Value]) throws(DuckDBError) -> LogicalType {
        // One VARIANT makes room for everything else, wherever it stands.
        if values.contains(where: { if case .variant = $0 { true } else { false } }) { return .variant }
        var type = LogicalType.null
        for value in values { type = try type.common(with: LogicalType(of: value)) }
        return type
    }

    /// Refuses what the engine does: it compares names without case, and the C API reads them up to a NUL.
    ///
    /// A ROW has no names at all.
    private static func check(names: [String]) throws(DuckDBError) {
        let folded = Set(names.map { $0.lowercased() })
        let areUnique = folded.count == names.count || folded == [""]
        guard areUnique, !names.contains(where: { $0.utf8.contains(0) }), !names.isEmpty else {
            throw DuckDBError(
                code: .invalidInput,
                message:
                    "A structure or union needs fields, each with a name of its own, letter case aside, without NUL."
            )
        }
    }

    private init(of time: TimeOfDay) throws(DuckDBError) {
        // Others would crash the engine.
        guard time.isValid else {
            throw DuckDBError(
                code: .outOfRange,
                message:
                    "A time of day goes from 00:00:00 to 24:00:00, at most 15:59:59 off UTC, with an offset to the "
                    + "microsecond."
            )
        }
        self = time.utcOffset != nil ? .timeTZ : time.hasNanoseconds ? .timeNS : .time
    }

    /// A type that holds the values of both, integers beside floating-point numbers as doubles.
    private func common(with other: LogicalType) throws(DuckDBError) -> LogicalType {
        switch (self, other) {
        case _ where self == other: return self
        case (.null, _): return other
        case (_, .null): return self
        case (.variant, _), (_, .variant): return .variant
        case (.bigint, .hugeint), (.hugeint, .bigint): return .hugeint
        case (.bigint, .bignum), (.bignum, .bigint), (.hugeint, .bignum), (.bignum, .hugeint): return .bignum
        case (.bigint, .double), (.double, .bigint), (.float, .double), (.double, .float): return .double
        case (.time, .timeNS), (.timeNS, .time): return .timeNS
        case (.decimal(let width, let scale), .decimal(let otherWidth, let otherScale)):
            let whole = max(width - scale, otherWidth - otherScale)
            let fraction = max(scale, otherScale)
            if whole + fraction <= 38 { return .decimal(width: whole + fraction, scale: fraction) }
        case (.list(let element), .list(let otherElement)):
            return .list(try element.common(with: otherElement))
        case (.array(let element, let size), .array(let otherElement, let otherSize)) where size == otherSize:
            return .array(try element.common(with: otherElement), size: size)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            return .map(key: try key.common(with: otherKey), value: try value.common(with: otherValue))
        case (.union(let members), .union(let others)):
            return .union(try Self.merged(members, others))
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

extension LogicalType {
    /// The members of both unions, those of the same name with a type that holds both.
    private static func merged(_ members: [Field], _ others: [Field]) throws(DuckDBError) -> [Field] {
        var merged = members
        for other in others {
            if let index = merged.firstIndex(where: { $0.name == other.name }) {
                merged[index] = Field(name: other.name, type: try merged[index].type.common(with: other.type))
            } else {
                merged.append(other)
            }
        }
        try check(names: merged.map(\.name))
        guard merged.count <= 256 else {
            throw DuckDBError(code: .outOfRange, message: "A UNION has 256 members at most, not \(merged.count).")
        }
        return merged
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
