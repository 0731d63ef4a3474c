/// The forms that the rows of a result can have in an answer.
public enum ResultFormat: String, Sendable, Hashable, CaseIterable {
    /// An array of objects, one a row: `[{"id":1,"name":"a"},{"id":2,"name":"b"}]`.
    case json
    /// One object with an array a column: `{"id":[1,2],"name":["a","b"]}`.
    ///
    /// It is shorter than ``json``, since each name is written once. It comes in one piece: no column is complete before
    /// the last row, so all of it is held in memory until then.
    case columns
    /// An object a line, each ended by `\n`: what streams best, because each line can be read by itself.
    case ndjson
    /// RFC 4180: a line of names, then a line a row, each ended by `\r\n`.
    case csv
    /// Apache Parquet, written by the engine; see `Cursor.encodeParquet`.
    case parquet

    /// The media type, for a `Content-Type` header.
    public var contentType: String {
        switch self {
        case .json, .columns: "application/json"
        case .ndjson: "application/x-ndjson"
        case .csv: "text/csv; charset=utf-8"
        case .parquet: "application/vnd.apache.parquet"
        }
    }

    /// How the name of a file with such content ends, without the point.
    public var fileExtension: String {
        switch self {
        case .json, .columns: "json"
        case .ndjson: "ndjson"
        case .csv: "csv"
        case .parquet: "parquet"
        }
    }
}
