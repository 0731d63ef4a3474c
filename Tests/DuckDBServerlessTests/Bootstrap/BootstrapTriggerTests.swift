import DuckDBServerless
import Testing

@Suite("What in a statement calls for a step")
struct BootstrapTriggerTests {
    @Test(
        "A catalog's name is found wherever it can stand",
        arguments: [
            "FROM pg_replica.public.orders", "FROM \"pg_replica\".orders", "from PG_Replica.orders",
            "INSERT INTO t SELECT * FROM pg_replica.t", "CALL postgres_query('pg_replica', 'SELECT 1')",
            "SELECT 1 /* pg_replica */", "USE pg_replica", "SELECT 1;SELECT*FROM pg_replica.t", "pg_replica",
            "FROM pg_replica\u{301}.t",
        ]
    )
    func findsCatalog(sql: String) {
        #expect(BootstrapTrigger.catalog("pg_replica").occurs(in: FoldedText(sql)))
    }

    @Test(
        "A name that only contains it is another name",
        arguments: ["FROM my_pg_replica.t", "FROM pg_replica2.t", "SELECT pg_replicas", ""]
    )
    func ignoresLongerNames(sql: String) {
        #expect(!BootstrapTrigger.catalog("pg_replica").occurs(in: FoldedText(sql)))
    }

    @Test("A catalog with a quote in its name is found as it is quoted")
    func findsQuotedQuote() {
        #expect(BootstrapTrigger.catalog("a\"b").occurs(in: FoldedText("FROM \"a\"\"b\".t")))
    }

    @Test(
        "A scheme is found in any case and in any quotes",
        arguments: ["FROM 's3://b/k'", "COPY t TO 'S3://b/k'", "\"s3://b\""]
    )
    func findsScheme(sql: String) {
        #expect(BootstrapTrigger.scheme("s3://").occurs(in: FoldedText(sql)))
        #expect(!BootstrapTrigger.scheme("gs://").occurs(in: FoldedText(sql)))
    }
}
