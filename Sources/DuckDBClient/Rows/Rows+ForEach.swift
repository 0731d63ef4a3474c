// What the compiler does not do with a parameter pack yet: each column is read in place, where the loop over a pack calls a
// function a column through the type's metadata, which doubles the time a row takes. Wider tuples, and the other verbs, take
// the pack.

extension Rows {
    /// Hands the rows that are left to `body`, each of the three columns as an argument.
    ///
    /// - Throws: What `body` throws, and as ``next(_:)``.
    @inlinable
    public mutating func forEach<A: ValueConvertible, B: ValueConvertible, C: ValueConvertible>(
        _ type: (A, B, C).Type,
        _ body: (A, B, C) throws -> Void
    ) throws {
        while let block = try rowsOfChunk() {
            let reader = try TupleReader<A, B, C>(position)
            let c = reader.others
            for row in block {
                position.row = row + 1
                try body(try reader.first.read(row), try reader.second.read(row), try c.read(row))
            }
        }
    }

    /// Hands the rows that are left to `body`, each of the four columns as an argument.
    ///
    /// - Throws: What `body` throws, and as ``next(_:)``.
    @inlinable
    public mutating func forEach<A: ValueConvertible, B: ValueConvertible, C: ValueConvertible, D: ValueConvertible>(
        _ type: (A, B, C, D).Type,
        _ body: (A, B, C, D) throws -> Void
    ) throws {
        while let block = try rowsOfChunk() {
            let reader = try TupleReader<A, B, C, D>(position)
            let (c, d) = reader.others
            for row in block {
                position.row = row + 1
                try body(try reader.first.read(row), try reader.second.read(row), try c.read(row), try d.read(row))
            }
        }
    }

    /// Hands the rows that are left to `body`, each of the five columns as an argument.
    ///
    /// - Throws: What `body` throws, and as ``next(_:)``.
    @inlinable
    public mutating func forEach<
        A: ValueConvertible,
        B: ValueConvertible,
        C: ValueConvertible,
        D: ValueConvertible,
        E: ValueConvertible
    >(
        _ type: (A, B, C, D, E).Type,
        _ body: (A, B, C, D, E) throws -> Void
    ) throws {
        while let block = try rowsOfChunk() {
            let reader = try TupleReader<A, B, C, D, E>(position)
            let (c, d, e) = reader.others
            for row in block {
                position.row = row + 1
                try body(
                    try reader.first.read(row),
                    try reader.second.read(row),
                    try c.read(row),
                    try d.read(row),
                    try e.read(row)
                )
            }
        }
    }

    /// Hands the rows that are left to `body`, each of the six columns as an argument.
    ///
    /// - Throws: What `body` throws, and as ``next(_:)``.
    @inlinable
    public mutating func forEach<
        A: ValueConvertible,
        B: ValueConvertible,
        C: ValueConvertible,
        D: ValueConvertible,
        E: ValueConvertible,
        F: ValueConvertible
    >(
        _ type: (A, B, C, D, E, F).Type,
        _ body: (A, B, C, D, E, F) throws -> Void
    ) throws {
        while let block = try rowsOfChunk() {
            let reader = try TupleReader<A, B, C, D, E, F>(position)
            let (c, d, e, f) = reader.others
            for row in block {
                position.row = row + 1
                try body(
                    try reader.first.read(row),
                    try reader.second.read(row),
                    try c.read(row),
                    try d.read(row),
                    try e.read(row),
                    try f.read(row)
                )
            }
        }
    }

    /// Hands the rows that are left to `body`, each of the seven columns as an argument.
    ///
    /// - Throws: What `body` throws, and as ``next(_:)``.
    @inlinable
    public mutating func forEach<
        A: ValueConvertible,
        B: ValueConvertible,
        C: ValueConvertible,
        D: ValueConvertible,
        E: ValueConvertible,
        F: ValueConvertible,
        G: ValueConvertible
    >(
        _ type: (A, B, C, D, E, F, G).Type,
        _ body: (A, B, C, D, E, F, G) throws -> Void
    ) throws {
        while let block = try rowsOfChunk() {
            let reader = try TupleReader<A, B, C, D, E, F, G>(position)
            let (c, d, e, f, g) = reader.others
            for row in block {
                position.row = row + 1
                try body(
                    try reader.first.read(row),
                    try reader.second.read(row),
                    try c.read(row),
                    try d.read(row),
                    try e.read(row),
                    try f.read(row),
                    try g.read(row)
                )
            }
        }
    }

    /// Hands the rows that are left to `body`, each of the eight columns as an argument.
    ///
    /// - Throws: What `body` throws, and as ``next(_:)``.
    @inlinable
    public mutating func forEach<
        A: ValueConvertible,
        B: ValueConvertible,
        C: ValueConvertible,
        D: ValueConvertible,
        E: ValueConvertible,
        F: ValueConvertible,
        G: ValueConvertible,
        H: ValueConvertible
    >(
        _ type: (A, B, C, D, E, F, G, H).Type,
        _ body: (A, B, C, D, E, F, G, H) throws -> Void
    ) throws {
        while let block = try rowsOfChunk() {
            let reader = try TupleReader<A, B, C, D, E, F, G, H>(position)
            let (c, d, e, f, g, h) = reader.others
            for row in block {
                position.row = row + 1
                try body(
                    try reader.first.read(row),
                    try reader.second.read(row),
                    try c.read(row),
                    try d.read(row),
                    try e.read(row),
                    try f.read(row),
                    try g.read(row),
                    try h.read(row)
                )
            }
        }
    }
}
