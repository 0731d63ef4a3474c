"""Runs an image's root file system as Lambda would, or more strictly, and checks what its function answers.

Usage: check.py ROOT INSPECTION EMULATOR, with what `buildah inspect --type image` says of the image.
"""

import base64
import json
import os
import subprocess
import sys

ISOLATE = os.path.join(os.path.dirname(__file__), "../../Tests/LocalServices/Isolation/isolate.py")
# No one is asked before a query names the replica or a bucket.
UNREACHABLE = {
    "DEFAULT_BOOTSTRAP": "s3,pg_replica", "PG_REPLICA_HOST": "replica.invalid", "PG_REPLICA_DATABASE": "x",
    "PG_REPLICA_USER": "x", "PG_REPLICA_PASSWORD": "ssm:/x",
}
LAMBDA = {"AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769", "AWS_LAMBDA_FUNCTION_TIMEOUT": "30", "AWS_REGION": "us-east-1"}
QUERIES = {
    # A function loads its extensions when it needs them, and all of them before a statement such as this one.
    "check_call": ("-- @job\nCALL pragma_version()", "v1.5.4"),
    "check_extensions": (
        "SELECT extension_name AS name FROM duckdb_extensions() WHERE loaded AND name IN ('httpfs', 'postgres_scanner')",
        '[{"name":"httpfs"},{"name":"postgres_scanner"}]',
    ),
    "check_write": ("-- @job\nCOPY (SELECT i FROM range(1000) t(i)) TO '/tmp/i.parquet'", '[{"Count":1000}]'),
    "check_read": ("SELECT sum(i)::BIGINT AS total FROM '/tmp/i.parquet'", '[{"total":499500}]'),
    "check_root": ("-- @job\nCOPY (SELECT 1) TO '/var/task/x.parquet'", "Read-only file system"),
}


def main(root, inspection, emulator):
    with open(inspection) as file:
        config = json.load(file)["OCIv1"]["config"]
    for name, (sql, _) in QUERIES.items():
        with open(f"{root}/var/task/queries/{name}.sql", "w") as file:
            file.write(sql)
    user = int(config["User"].split(":")[0])
    request = {
        "root": root, "emulator": os.path.abspath(emulator), "entrypoint": config["Entrypoint"], "user": user,
        "environment": dict(item.split("=", 1) for item in config["Env"]) | LAMBDA | UNREACHABLE,
        "directory": config["WorkingDir"], "events": [json.dumps({"query": name}) for name in QUERIES], "seconds": 60,
    }
    run = subprocess.run([sys.executable, ISOLATE], input=json.dumps(request), capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"check: error: {run.stderr}")
    result = json.loads(run.stdout)
    for answer, (name, (_, expected)) in zip(result["answers"], QUERIES.items(), strict=True):
        body = base64.b64decode(answer["body"]).decode()
        if expected not in body:
            sys.exit(f"check: error: {name} answered {body}, not {expected}; the log:\n{result['log']}")
        print(f"check: {name}: {body[:100]}")
    print(f"check: root read-only, no network, HOME unset, user {user} without capabilities: answered as expected")


main(*sys.argv[1:])
