"""Colours, type and files of the charts."""

from collections import namedtuple

import matplotlib

Theme = namedtuple("Theme", "name background text grid peers")

# Okabe and Ito's colours, which the colour-blind tell apart, in the order of the peers; the last is the text's.
COLORS = ("#D55E00", "#0072B2", "#56B4E9")
MORE_COLORS = ("#009E73", "#CC79A7")
THEMES = (
    Theme("light", "#ffffff", "#1f2328", "#d1d9e0", (*COLORS, "#59636e", *MORE_COLORS)),
    Theme("dark", "#0d1117", "#e6edf3", "#30363d", (*COLORS, "#b7bdc8", *MORE_COLORS)),
)
PIXELS_OF_AN_INCH = 192  # Twice what CSS has.


def apply(theme):
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(
        {
            # matplotlib brings the first, so that every machine lays out the same; the others are as wide at most.
            "font.family": "sans-serif",
            "font.sans-serif": ["DejaVu Sans", "Verdana", "Segoe UI", "Helvetica", "Arial"],
            "font.size": 9,
            "figure.titlesize": 11,
            "figure.constrained_layout.w_pad": 0.1,
            "figure.constrained_layout.h_pad": 0.08,
            "axes.titlesize": 10,
            "axes.titleweight": "bold",
            "axes.axisbelow": True,
            "axes.grid": True,
            "axes.grid.axis": "x",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "legend.frameon": False,
            "svg.fonttype": "none",
            "svg.hashsalt": "cold",
            "grid.color": theme.grid,
            "axes.edgecolor": theme.grid,
            "xtick.color": theme.grid,
            "xtick.labelcolor": theme.text,
            "ytick.labelcolor": theme.text,
            "text.color": theme.text,
            "axes.labelcolor": theme.text,
            "axes.facecolor": theme.background,
            "figure.facecolor": theme.background,
            "savefig.facecolor": theme.background,
        }
    )


def color_of(data, peer, theme):
    names = [entry["name"] for entry in data["peers"]]
    return theme.peers[names.index(peer) % len(theme.peers)]


def save(figure, path, digest):
    metadata = {"Date": None, "Description": f"SHA-256 of the data: {digest}"}
    figure.savefig(f"{path}.svg", metadata=metadata)
    figure.savefig(f"{path}.png", dpi=PIXELS_OF_AN_INCH)
