"""The usual way of Python to answer with rows as JSON. Each line on standard input is a request, answered by a line of JSON:
`time` for the nanoseconds from the query to the text, `check PATH` to compare the JSON in a file with the rows.

  peer.py CREATE-SQL SELECT-SQL THREADS
"""

import json
import sys
import time
from decimal import Decimal

import duckdb


def rows(con, select):
    result = con.execute(select)
    names = [column[0] for column in result.description]
    return names, result


def timed(con, select):
    start = time.perf_counter_ns()
    names, _ = rows(con, select)
    text = json.dumps([dict(zip(names, row)) for row in con.fetchall()], default=str)
    return time.perf_counter_ns() - start, len(text)


def same(value, expected):
    if isinstance(expected, (bool, int, str)) or expected is None:
        return value == expected
    if isinstance(expected, float):
        return float(value) == expected
    if isinstance(expected, Decimal):
        return Decimal(value) == expected
    return value == expected.isoformat().rstrip("0") or value == expected.isoformat()


def check(con, select, path):
    with open(path, encoding="utf-8") as file:
        objects = json.load(file, parse_float=str)
    names, result = rows(con, select)
    count = 0
    for row in result.fetchall():
        if list(objects[count]) != names or not all(map(same, objects[count].values(), row)):
            return f"row {count} is {objects[count]}, expected {row}"
        count += 1
    return None if count == len(objects) else f"{len(objects)} rows, expected {count}"


def main():
    create, select, threads = sys.argv[1:]
    con = duckdb.connect(config={"threads": int(threads)})
    con.execute(create)
    for line in sys.stdin:
        verb, _, path = line.strip().partition(" ")
        if verb == "check":
            print(json.dumps({"nanoseconds": 0, "fault": check(con, select, path)}), flush=True)
        else:
            print(json.dumps({"nanoseconds": timed(con, select)[0], "fault": None}), flush=True)


main()
