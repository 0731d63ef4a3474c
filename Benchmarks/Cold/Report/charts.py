"""The charts of RESULTS.md, as SVG and PNG, light and dark."""

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402
from matplotlib.ticker import MaxNLocator  # noqa: E402
from page import in_order, titles_of  # noqa: E402
from shape import Misshapen  # noqa: E402
from style import THEMES, apply, color_of, save  # noqa: E402

WATERFALL_SHARE, WATERFALL_SCENARIO = "two cores", "all-used"
WATERFALL_PEERS = ("swift", "c", "python")
SHORTEST_DRAWN = 1.0  # Milliseconds; what is shorter is in the tables.
WIDTH = 10  # Inches.


def draw_all(data, digest, folder):
    """The digest of the data goes into each SVG: it says which data a chart was drawn from."""
    for theme in THEMES:
        apply(theme)
        for name, chart in (("waterfall", waterfall), ("comparison", comparison)):
            figure = chart(data, theme)
            save(figure, folder / f"{name}-{theme.name}", digest)
            pyplot.close(figure)


def waterfall(data, theme):
    timelines = waterfall_timelines(data)
    rows = [drawn(timeline) for timeline in timelines]
    heights = [len(phases) + 3 for phases in rows]
    figure, axes = pyplot.subplots(
        len(timelines),
        figsize=(WIDTH, 0.21 * sum(heights) + 0.8),
        sharex=True,
        squeeze=False,
        layout="constrained",
        height_ratios=heights,
    )
    figure.suptitle(f"Cold start of the join of S3 and Postgres, {WATERFALL_SHARE}: where the time goes")
    longest = max(timeline["wall"] for timeline in timelines)
    for axis, timeline, phases in zip(axes[:, 0], timelines, rows):
        waterfall_panel(axis, data, timeline, phases, longest, theme)
    axes[-1, 0].tick_params(labelbottom=True)
    axes[-1, 0].set_xlabel(f"ms from the start of the process; phases below {SHORTEST_DRAWN:g} ms are in the tables only")
    return figure


def waterfall_timelines(data):
    found = {
        timeline["peer"]: timeline
        for timeline in data["timelines"]
        if (timeline["share"], timeline["scenario"]) == (WATERFALL_SHARE, WATERFALL_SCENARIO)
    }
    for peer in WATERFALL_PEERS:
        if peer not in found:
            raise Misshapen(f"timelines has none of {WATERFALL_SHARE}, {WATERFALL_SCENARIO}, {peer}")
    return [found[peer] for peer in WATERFALL_PEERS]


def drawn(timeline):
    return [phase for phase in in_order(timeline["phases"]) if phase["duration"] >= SHORTEST_DRAWN]


def waterfall_panel(axis, data, timeline, phases, longest, theme):
    """A row for each phase, with its name beside it, so that none covers another; the whole is the last row."""
    color = color_of(data, timeline["peer"], theme)
    for row, phase in enumerate(phases):
        axis.barh(row, phase["duration"], left=phase["start"], height=0.72, color=color, linewidth=0)
        label_phase(axis, row, phase, longest)
    whole = len(phases) + 0.3
    axis.plot([0, timeline["wall"]], [whole, whole], color=theme.text, linewidth=1.5, marker="|", markersize=9)
    label(axis, timeline["wall"], whole, f"wall clock {timeline['wall']:.0f} ms", weight="bold")
    axis.set_title(titles_of(data, "peers")[timeline["peer"]], loc="left")
    axis.set_ylim(whole + 0.8, -0.8)
    axis.set_xlim(0, longest * 1.2)
    axis.set_yticks([])


def label_phase(axis, row, phase, longest):
    """On the right of the bar, or on its left where the right has no room."""
    start, duration = phase["start"], phase["duration"]
    text = f"{phase['name']}  {duration:.{0 if duration >= 10 else 1}f}"
    if start + duration <= longest * 0.85 or start < longest * 0.3:
        label(axis, start + duration, row, text)
    else:
        label(axis, start, row, text, side=-1, ha="right")


def label(axis, x, y, text, side=1, **style):
    """A text beside a point, on a ground of its own, so that no line of the grid runs through it."""
    axis.annotate(
        text,
        (x, y),
        xytext=(5 * side, 0),
        textcoords="offset points",
        va="center_baseline",
        bbox={"facecolor": axis.get_facecolor(), "linewidth": 0, "pad": 0.6},
        **style,
    )


def comparison(data, theme):
    shares = [share for share in data["shares"] if not share.get("absent")]
    scenarios, peers = data["scenarios"], data["peers"]
    figure, axes = pyplot.subplots(
        1,
        len(shares),
        figsize=(WIDTH, 0.19 * len(scenarios) * (len(peers) + 1) + 1.3),
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    for axis, share in zip(axes[0], shares):
        comparison_panel(axis, data, share["name"], theme)
    step = len(peers) + 1
    axes[0, 0].set_yticks(
        [index * step + (len(peers) - 1) / 2 for index in range(len(scenarios))],
        [wrapped(scenario["title"]) for scenario in scenarios],
    )
    axes[0, 0].set_ylim(len(scenarios) * step - 0.6, -1)
    figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside upper left", ncols=2)
    figure.supxlabel("wall clock of a cold start in ms: median, whisker to p95; each panel has its own scale", fontsize=9)
    return figure


def comparison_panel(axis, data, share, theme):
    found = {
        (entry["scenario"], entry["peer"]): entry["cold"] for entry in data["measurements"] if entry["share"] == share
    }
    step = len(data["peers"]) + 1
    for offset, peer in enumerate(data["peers"]):
        places = [
            (index * step + offset, found[scenario["name"], peer["name"]])
            for index, scenario in enumerate(data["scenarios"])
            if (scenario["name"], peer["name"]) in found
        ]
        bars(axis, places, color_of(data, peer["name"], theme), peer["title"], theme)
    axis.set_title(share, loc="left")
    axis.set_xlim(0, max(cold["p95"] for cold in found.values()) * 1.25)
    axis.xaxis.set_major_locator(MaxNLocator(4))
    axis.tick_params(left=False)


def bars(axis, places, color, title, theme):
    rows = [row for row, _ in places]
    medians = [cold["median"] for _, cold in places]
    whiskers = [cold["p95"] - cold["median"] for _, cold in places]
    axis.barh(rows, medians, height=0.84, color=color, label=title, linewidth=0)
    axis.errorbar(medians, rows, xerr=[[0] * len(rows), whiskers], fmt="none", ecolor=theme.text, elinewidth=0.9, capsize=2)
    for row, cold in places:
        label(axis, cold["p95"], row, f"{cold['median']:.0f}", fontsize=8)


def wrapped(title, most=24):
    lines = [""]
    for word in title.replace("`", "").split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
