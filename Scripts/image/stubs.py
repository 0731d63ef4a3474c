"""Gives each target of a package that has no sources an empty one, and prints the files it makes."""

import json
import os
import sys

FOLDERS = {"test": "Tests", "plugin": "Plugins"}
PROGRAM = "@main struct Stub { static func main() {} }\n"


def has_sources(folder):
    return any(
        name.endswith((".swift", ".c", ".modulemap")) for _, _, names in os.walk(folder) for name in names
    )


def make(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "x") as file:
        file.write(text)
    print(path)


for target in json.load(sys.stdin)["targets"]:
    folder = target.get("path") or f"{FOLDERS.get(target['type'], 'Sources')}/{target['name']}"
    if has_sources(folder):
        continue
    make(f"{folder}/Stub.swift", PROGRAM if target["type"] == "executable" else "")
    for resource in target["resources"]:
        make(f"{folder}/{resource['path']}", "")
