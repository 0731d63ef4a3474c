"""DuckDB's own client for Python, on the same rows: each line on standard input names a way to fetch them, `fetchall` or
`fetchnumpy`, and is answered by a line of JSON.

Only the fetch is timed: the query is executed before. The sums are computed after, the first time, to prove that the rows
are the same.

  peer.py CREATE-SQL SELECT-SQL
"""

import json
import sys
import time
from datetime import datetime, timedelta

import duckdb

EPOCH, TICK = datetime(1970, 1, 1), timedelta(microseconds=1)


def timed(fetch):
    start = time.perf_counter_ns()
    rows = fetch()
    return time.perf_counter_ns() - start, rows


def wrapped(number):
    """As a sum of 64-bit integers that wraps has it."""
    return (number + 2**63) % 2**64 - 2**63


def sums_of_rows(rows):
    return {
        "ids": sum(row[0] for row in rows),
        "amounts": sum(row[1] for row in rows),
        "bytes": sum(sum(row[2].encode()) for row in rows),
        "ticks": wrapped(sum((row[3] - EPOCH) // TICK for row in rows)),
        "quantities": sum(row[4] for row in rows if row[4] is not None),
        "present": sum(row[4] is not None for row in rows),
    }


def sums_of_columns(columns):
    ids, amounts, names, times, quantities = columns.values()
    return {
        "ids": int(ids.sum()),
        "amounts": float(amounts.sum()),
        "bytes": sum(sum(name.encode()) for name in names),
        "ticks": int(times.astype("datetime64[us]").astype("int64").sum()),
        "quantities": int(quantities.sum(dtype="int64")),
        "present": int(quantities.count()),
    }


READERS = {"fetchall": sums_of_rows, "fetchnumpy": sums_of_columns}


def main():
    create, select = sys.argv[1:]
    connection = duckdb.connect()
    connection.execute(create)
    checked = set()
    for line in sys.stdin:
        name = line.strip()
        result = connection.execute(select)
        elapsed, rows = timed(getattr(result, name))
        sums = READERS[name](rows) if name not in checked else None
        checked.add(name)
        del rows, result
        print(json.dumps({"nanoseconds": elapsed, "sums": sums}), flush=True)


main()
