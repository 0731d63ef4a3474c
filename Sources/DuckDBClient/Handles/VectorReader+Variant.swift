internal import CDuckDB

extension VectorReader {
    /// The parts of the structure that a VARIANT is inside, in its order: keys, children, values and data.
    static let variantParts: [LogicalType] = [
        .list(.varchar),
        .list(.structure([.init(name: "keys_index", type: .uinteger), .init(name: "values_index", type: .uinteger)])),
        .list(.structure([.init(name: "type_id", type: .utinyint), .init(name: "byte_offset", type: .uinteger)])),
        .blob,
    ]

    /// Decodes the VARIANT of one row.
    ///
    /// - Throws: `serialization` when its parts do not fit together.
    func variant(_ row: Int) throws(DuckDBError) -> Value {
        let (keys, children, values) = (children[0].children[0], children[1].children[0], children[2].children[0])
        var decoder = VariantDecoder(
            keys: entries(ofPart: 0, row).map { keys.text($0) },
            children: entries(ofPart: 1, row).map { entry in
                (
                    key: Int(children.children[0].load(UInt32.self, entry)),
                    value: Int(children.children[1].load(UInt32.self, entry))
                )
            },
            values: entries(ofPart: 2, row).map { entry in
                (
                    kind: values.children[0].load(UInt8.self, entry),
                    offset: Int(values.children[1].load(UInt32.self, entry))
                )
            },
            data: self.children[3].bytes(row)
        )
        return try decoder.value()
    }

    private func entries(ofPart part: Int, _ row: Int) -> Range<Int> {
        let entry = children[part].load(duckdb_list_entry.self, row)
        return Int(entry.offset)..<Int(entry.offset + entry.length)
    }
}
