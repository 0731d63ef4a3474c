"""The text of RESULTS.md, from the data of a run."""

from shape import key_of

OURS, PYTHON, C, C_BOUND = "swift", "python", "c", "c-bound"
CHARTS = "Cold/charts"  # As RESULTS.md names it.
CHART_TEXTS = {
    "waterfall": "The phases of the cold start nearest to the median, with two cores: S3 joined with Postgres",
    "comparison": "Cold starts of each scenario and peer: bars are medians, whiskers reach to the 95th percentile",
}

QUANTITIES = [
    ("Cold start: wall clock", "cold", "ms", "median (p95), ms"),
    ("Cold start: CPU time", "coldCPU", "ms", "all threads of the function; median (p95), ms"),
    ("Cold start: peak memory", "coldMemory", "MB", "resident, mapped files included; median (p95), MB"),
    ("Peak memory after the warm invocations", "peakMemory", "MB", "resident, mapped files included; MB"),
    ("Warm invocation: wall clock", "warm", "ms", "median (p95), ms"),
    ("Warm invocation: CPU time", "warmCPU", "ms", "all threads of the function; median (p95), ms"),
]

INTRODUCTION = """\
# Cold starts

What a function waits for when it is invoked for the first time, and what later invocations cost: the time that the caller of AWS's
Lambda runtime interface emulator waits for the answer, the CPU time and the memory of the function's process. A cold start is a new
process; S3, SSM and PostgreSQL run on the same machine, so there is no network's delay in these figures. The peers took turns in one
run. A ratio below 1 means that ours takes less; "–" means not measured; MB are 10^6 bytes. p95 is the 95th percentile{fewness}.
Compare within a table: another machine has other times.

`make bench-cold` runs it again and writes the data; this page is made from them by `Benchmarks/Cold/Report/report.py`.
"""


def page(data, notes):
    """The whole page; the notes stand at its end as they are."""
    parts = [introduction(data), run_section(data), target_section(data["targets"]), picture("comparison")]
    parts += [share_section(data, share) for share in data["shares"]]
    parts += [package_section(data), phase_section(data)]
    return "\n".join(parts) + ("\n" + notes if notes else "")


def introduction(data):
    count = data["coldStarts"]
    fewness = f", which of {count:g} cold starts is close to the slowest" if count < 40 else ""
    return INTRODUCTION.format(fewness=fewness)


def run_section(data):
    rows = [
        ("date", data["date"]),
        ("machine, load before", data["machine"]),
        ("load after", data["loadAtEnd"]),
        ("kernel", data["kernel"]),
        ("emulator", data["emulator"]),
        ("cold starts of each scenario and peer", f"{data['coldStarts']:g}"),
        ("warm invocations of each scenario and peer", f"{data['warmInvocations']:g}"),
    ]
    return "## The run\n\n" + table(["", ""], rows)


def target_section(targets):
    rows = [
        (
            target["name"],
            f"{target['value']:.4g} {target['unit']}",
            f"{'at most' if target['atMost'] else 'at least'} {target['limit']:.4g} {target['unit']}",
            "met" if target["met"] else "**missed**",
        )
        for target in targets
    ]
    return "## Targets\n\n" + table(["target", "measured", "asked for", ""], rows, right={1})


def share_section(data, share):
    heading = f"## CPU: {share['name']}\n\n{sentence(share['detail'])}\n"
    if share.get("absent"):
        return f"{heading}\n**Not measured**: {sentence(share['absent'])}\n"
    found = {key_of(entry)[1:]: entry for entry in data["measurements"] if entry["share"] == share["name"]}
    return "\n".join([heading, *(quantity_table(data, found, *quantity) for quantity in QUANTITIES)])


def quantity_table(data, found, title, field, unit, explanation):
    peers = [peer["name"] for peer in data["peers"]]
    references = [(name, label) for name, label in ((PYTHON, "Python"), (C, "C"), (C_BOUND, "C, bound")) if name in peers]
    header = ["scenario", *(peer["title"] for peer in data["peers"]), *(f"ours / {label}" for _, label in references)]
    rows = []
    for scenario in data["scenarios"]:
        values = {peer: found.get((scenario["name"], peer), {}).get(field) for peer in peers}
        ratios = [ratio(values.get(OURS), values[name]) for name, _ in references]
        rows.append([scenario["title"], *(figure(values[peer]) for peer in peers), *ratios])
    return f"### {title}\n\n{sentence(explanation)}\n\n" + table(header, rows, right=range(1, len(header)))


def figure(value):
    if value is None:
        return "–"
    if isinstance(value, dict):
        return f"{number(value['median'])} ({number(value['p95'])})"
    return number(value)


def number(value):
    """Three digits at least, since a warm invocation may take less than a millisecond."""
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def ratio(ours, other):
    ours, other = middle(ours), middle(other)
    return f"{ours / other:.2f}" if ours is not None and other else "–"


def middle(value):
    return value["median"] if isinstance(value, dict) else value


def package_section(data):
    titles = titles_of(data, "peers")
    rows = [
        (titles[package["peer"]], package["kind"], f"{package['bytes'] / 1e6:.1f}", package["holds"])
        for package in data["packages"]
    ]
    return "## Packages\n\n" + table(["peer", "kind", "MB", "holds"], rows, right={2})


def phase_section(data):
    text = (
        "## Phases\n\nOf the cold start nearest to the median. Times are in ms, from the start of the process; phases may overlap. The wall "
        "clock is that of the caller, with the emulator's own work in it.\n\n"
        + picture("waterfall")
    )
    groups = {}
    for timeline in data["timelines"]:
        groups.setdefault((timeline["share"], timeline["scenario"]), []).append(timeline)
    return "\n".join([text, *(phase_details(data, *names, timelines) for names, timelines in groups.items())])


def phase_details(data, share, scenario, timelines):
    rows = [row for timeline in timelines for row in phase_rows(titles_of(data, "peers"), timeline)]
    summary = f"<details>\n<summary>{share}: {as_html(titles_of(data, 'scenarios')[scenario])}</summary>\n\n"
    return summary + table(["peer", "phase", "from", "duration"], rows, right={2, 3}) + "\n</details>\n"


def phase_rows(titles, timeline):
    peer = titles[timeline["peer"]]
    for phase in in_order(timeline["phases"]):
        yield peer, phase["name"], f"{phase['start']:.2f}", f"{phase['duration']:.2f}"
    yield peer, "**wall clock**", "", f"**{timeline['wall']:.2f}**"


def in_order(phases):
    return sorted(phases, key=lambda phase: phase["start"])


def titles_of(data, list_name):
    return {entry["name"]: entry["title"] for entry in data[list_name]}


def picture(name):
    text = CHART_TEXTS[name]
    return (
        f'<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="{CHARTS}/{name}-dark.svg">\n'
        f'  <img alt="{text}" src="{CHARTS}/{name}-light.svg">\n</picture>\n'
    )


def table(header, rows, right=()):
    rule = ["---:" if index in right else "---" for index in range(len(header))]
    lines = [header, rule, *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def sentence(text):
    """With a capital at its beginning and a full stop at its end."""
    return text[:1].upper() + text[1:].rstrip(".") + "."


def as_html(text):
    """Markdown's code is not read inside of HTML."""
    pieces = text.replace("&", "&amp;").replace("<", "&lt;").split("`")
    return "".join(f"<code>{piece}</code>" if index % 2 else piece for index, piece in enumerate(pieces))
