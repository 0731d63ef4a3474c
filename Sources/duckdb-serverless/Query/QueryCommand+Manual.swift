extension QueryCommand {
    /// What `--help` says before the options.
    static let manual = """
        Reads the same environment variables as a function does, wakes the same engine, and attaches what the statement \
        names when it names it. JSON, NDJSON and CSV are streamed.

        Parameters (-p NAME=VALUE, as often as there are parameters):
          of a query of the folder   text, checked by the type that its header
                                     declares; a list has commas
          of SQL                     a number, true, false or null is one; every
                                     other text is text, and so is '"5"'

        A statement that begins with a comment goes behind --, as an option would begin so too.

        A table shows the first 40 rows and says how many there are. Its width is the terminal's.

        With --output the file is there when it is whole, or it is as it was. Parquet is not written to a terminal. A \
        statement that takes longer than a second shows its progress on standard error, if that is a terminal. Ctrl-C, \
        SIGTERM and SIGHUP interrupt the engine.

        Exit codes:
          0    fine
          64   the command line is wrong
          65   the statement, a parameter or a query's file is wrong
          66   a file or a query that was named is not there
          69   a source cannot be reached, or an extension cannot be had
          70   the engine failed, or ran out of memory
          74   the output cannot be written
          75   the time was over
          78   an environment variable or the configuration is wrong
          129  SIGHUP: the terminal is gone
          130  Ctrl-C
          141  whoever read the output is gone
          143  SIGTERM

        Examples:
          duckdb-serverless query "SELECT 42 AS answer"
          duckdb-serverless query 'FROM range($n)' -p n=3 --format ndjson
          duckdb-serverless query --name agent_costs -p status=done
          duckdb-serverless query --file report.sql --format csv --output report.csv
        """
}
