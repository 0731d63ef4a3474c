"""What the data of a run must have, and that its parts fit each other."""

TEXT, NUMBER, TRUTH = "a text", "a number", "true or false"

SPREAD = {"median": NUMBER, "p95": NUMBER, "least": NUMBER, "most": NUMBER}
NAMED = {"name": TEXT, "title": TEXT}


class Optional:
    """What may be left out, or null."""

    def __init__(self, shape):
        self.shape = shape


RUN = {
    "date": TEXT,
    "machine": TEXT,
    "loadAtEnd": TEXT,
    "kernel": TEXT,
    "emulator": TEXT,
    "coldStarts": NUMBER,
    "warmInvocations": NUMBER,
    "shares": [{"name": TEXT, "detail": TEXT, "absent": Optional(TEXT)}],
    "peers": [NAMED],
    "scenarios": [NAMED],
    "measurements": [
        {
            "share": TEXT,
            "scenario": TEXT,
            "peer": TEXT,
            "cold": SPREAD,
            "coldCPU": SPREAD,
            "coldMemory": SPREAD,
            "warm": Optional(SPREAD),
            "warmCPU": Optional(SPREAD),
            "peakMemory": NUMBER,
        }
    ],
    "timelines": [
        {
            "share": TEXT,
            "scenario": TEXT,
            "peer": TEXT,
            "wall": NUMBER,
            "phases": [{"name": TEXT, "start": NUMBER, "duration": NUMBER}],
        }
    ],
    "packages": [{"peer": TEXT, "kind": TEXT, "bytes": NUMBER, "holds": TEXT}],
    "targets": [{"name": TEXT, "value": NUMBER, "unit": TEXT, "limit": NUMBER, "atMost": TRUTH, "met": TRUTH}],
}


class Misshapen(Exception):
    pass


def check(data):
    """Raises Misshapen with the name of the first field that is missing or not what it should be."""
    check_shape(data, RUN, "")
    known = {list_name: {entry["name"] for entry in data[list_name]} for list_name in ("shares", "scenarios", "peers")}
    for list_name in ("measurements", "timelines"):
        check_names(data[list_name], list_name, known)
    for index, package in enumerate(data["packages"]):
        check_name(package["peer"], f"packages[{index}].peer", "peers", known)
    check_shares(data)
    check_targets(data["targets"])


def check_shape(value, shape, path):
    if isinstance(shape, Optional):
        if value is not None:
            check_shape(value, shape.shape, path)
    elif isinstance(shape, dict):
        check_fields(value, shape, path)
    elif isinstance(shape, list):
        require(isinstance(value, list), path, "a list")
        for index, element in enumerate(value):
            check_shape(element, shape[0], f"{path}[{index}]")
    else:
        require(is_of(value, shape), path, shape)


def check_fields(value, shape, path):
    require(isinstance(value, dict), path or "the data", "an object")
    for name, field in shape.items():
        field_path = f"{path}.{name}" if path else name
        if name in value:
            check_shape(value[name], field, field_path)
        elif type(field) is not Optional:
            raise Misshapen(f"{field_path} is missing")


def is_of(value, kind):
    if kind is TEXT:
        return isinstance(value, str)
    if kind is TRUTH:
        return isinstance(value, bool)
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def require(holds, path, kind):
    if not holds:
        raise Misshapen(f"{path} is not {kind}")


def check_names(entries, list_name, known):
    """Each entry is of a known share, scenario and peer, and the only one of these three."""
    seen = set()
    for index, entry in enumerate(entries):
        path = f"{list_name}[{index}]"
        for field in ("share", "scenario", "peer"):
            check_name(entry[field], f"{path}.{field}", field + "s", known)
        key = key_of(entry)
        if key in seen:
            raise Misshapen(f"{path} is the second one of {', '.join(key)}")
        seen.add(key)


def check_name(name, path, list_name, known):
    if name not in known[list_name]:
        raise Misshapen(f"{path} is {name!r}, which is not the name of one of {list_name}")


def check_shares(data):
    """A share was measured, or says why not: nothing is left out in silence."""
    measured = {measurement["share"] for measurement in data["measurements"]}
    for index, share in enumerate(data["shares"]):
        if (share["name"] in measured) == bool(share.get("absent")):
            raise Misshapen(f"shares[{index}] ({share['name']}) needs measurements, or absent with the reason, and not both")


def check_targets(targets):
    for index, target in enumerate(targets):
        value, limit = target["value"], target["limit"]
        if target["met"] != (value <= limit if target["atMost"] else value >= limit):
            raise Misshapen(f"targets[{index}].met is not what its value, limit and atMost say")


def key_of(entry):
    return entry["share"], entry["scenario"], entry["peer"]
