import DuckDBServerless
import Testing

@Suite("Options and dot segments of paths")
struct PathOptionsTests {
    @Test(
        "What could lead elsewhere is found, however it is written",
        arguments: [
            "s3://b/k?s3_endpoint=x", "S3://b/k?x", "s3a://b/k?x", "s3n://b/k?", "gcs://b/k?x", "gs://b/k?x",
            "r2://b/k?x",
            "hf://datasets/a/b?x", "s3://b/a://c?x", "https://h/x,s3://b/k?x", "s3://b/k?\u{301}a&s3_endpoint=x",
            "s3://b/a/../c", "s3://b/./c", "s3://b/..", "s3://../c", "s3://b/%2e%2E/c", "s3://b/.%2e/c", "s3://b/..?x",
            "http://h/a/../b", "s3://b/a\\..\\c", "/data/../etc/passwd", "/..", "file:///data/../etc",
        ]
    )
    func found(_ text: String) { #expect(PathOptions.areIn(text)) }

    @Test(
        "Paths and texts without them are left alone",
        arguments: [
            "", "a", "?", "/", "..", "../a", "a/../b", "s3://b/k", "s3://b/**/*.parquet", "s3://b/a..b/c...", "s3://",
            "https://h/x?y=1", "really?", "1/2?", "what about s3?", "s3:/b?x", "/data/in.csv", "://?", "xs3://b/k?x",
        ]
    )
    func leftAlone(_ text: String) { #expect(!PathOptions.areIn(text)) }
}
