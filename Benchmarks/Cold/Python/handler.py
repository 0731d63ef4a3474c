"""A function that runs named queries: the event `{"query": NAME}` is answered with the rows of NAME.sql as objects.

DuckDB needs one more package, pytz, to read a TIMESTAMP WITH TIME ZONE; the benchmark's queries answer with none.
"""

import timeline
from duckdb_serverless import cursor

import os
import re


class UnknownQuery(Exception):
    """The event names no file of the folder of queries."""


def handle(event, context):
    """The rows of the query that the event names."""
    statement = _statement(event.get("query"))
    with cursor() as cur, timeline.phase("query"):
        rows = _rows(cur, statement)
    timeline.log_once()
    return rows


def _statement(name):
    folder = os.environ.get("DUCKDB_QUERY_DIRECTORY", "queries")
    if not isinstance(name, str) or not re.fullmatch(r"[\w-]+", name):
        raise UnknownQuery(f'the event names no query; send {{"query": NAME}}, where NAME.sql is in {folder}')
    try:
        with open(os.path.join(folder, f"{name}.sql"), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        raise UnknownQuery(f"there is no query {name!r}; {folder} has no {name}.sql") from None


def _rows(cur, statement):
    cur.execute(statement)
    names = [column[0] for column in cur.description]
    return [dict(zip(names, map(_jsonable, row))) for row in cur.fetchall()]


def _jsonable(value):
    """JSON has no dates and decimals: they go out as text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    return str(value)
