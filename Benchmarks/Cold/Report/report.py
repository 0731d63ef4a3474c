#!/usr/bin/env python3
"""Writes Benchmarks/RESULTS.md and its charts from the data of `make bench-cold`.

  report.py DATA [--notes NOTES.md] --output RESULTS.md [--charts FOLDER]

The page links to the charts in Cold/charts beside it, whether they are drawn in this run or not: only drawing needs matplotlib,
which `Scripts/cold-report-tools` installs. The same data make the same bytes; data that lack a field change nothing.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from page import page  # noqa: E402
from shape import Misshapen, check  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="what the benchmark wrote")
    parser.add_argument("--notes", type=Path, help="text for the end of the page")
    parser.add_argument("--output", type=Path, required=True, help="the page to write")
    parser.add_argument("--charts", type=Path, help="folder to draw the charts into")
    arguments = parser.parse_args()

    content = read(arguments.data)
    notes = read(arguments.notes).decode() if arguments.notes else ""
    try:
        data = json.loads(content, parse_constant=refuse_constant)
        check(data)
        if arguments.charts:
            draw(data, hashlib.sha256(content).hexdigest(), arguments.charts)
    except (ValueError, Misshapen) as error:
        fail(f"{arguments.data}: {error}.", "Nothing was written. Run `make bench-cold`, whose data have all fields.")
    write_whole(arguments.output, page(data, notes).encode())


def read(path):
    try:
        return path.read_bytes()
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}.", "Run `make bench-cold`, or name a file that is there.")


def refuse_constant(name):
    raise Misshapen(f"{name} is not a number")


def draw(data, digest, folder):
    try:
        from charts import draw_all
    except ImportError as error:
        fail(f"charts need matplotlib: {error}.", "Run Scripts/cold-report-tools, then this with .tools/cold-report/bin/python.")
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        draw_all(data, digest, Path(scratch))
        folder.mkdir(exist_ok=True)
        for file in sorted(Path(scratch).iterdir()):
            os.replace(file, folder / file.name)


def write_whole(path, content):
    """The file changes as a whole, never half written."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


def fail(what, how):
    print(f"report: error: {what}\n       {how}", file=sys.stderr)
    sys.exit(1)


main()
