"""Figures for the docs, as SVG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import matplotlib  # type: ignore[import-untyped]
from matplotlib.figure import Figure  # type: ignore[import-untyped]

from nlu.maten import Vak

BLAUW, ROOD = "#1f6f8b", "#b5532a"
# The same figures give the same file; letters stay letters.
matplotlib.rcParams.update({"svg.hashsalt": "kindreflex", "svg.fonttype": "none", "font.family": "sans-serif"})


def als_svg(figuur: Figure) -> str:
    uit = io.StringIO()
    figuur.savefig(uit, format="svg", metadata={"Date": None}, bbox_inches="tight", facecolor="white")
    return "".join(f"{regel.rstrip()}\n" for regel in uit.getvalue().splitlines())


def _assen(titel: str, x_naam: str, y_naam: str) -> tuple[Figure, Any]:
    figuur = Figure(figsize=(5, 5))
    assen = figuur.subplots()
    assen.set(title=titel, xlabel=x_naam, ylabel=y_naam, xlim=(0, 1.03), ylim=(0, 1.03))
    return figuur, assen


def betrouwbaarheidsfiguur(vakken: Sequence[Vak]) -> str:
    """How often the first choice was right, against the probability it was given; a dot's area is its share."""
    figuur, assen = _assen("Reliability", "probability of the first choice", "share that was right")
    totaal = sum(v.aantal for v in vakken)
    assen.plot((0, 1), (0, 1), "--", color="#bbbbbb")
    assen.scatter([v.kans for v in vakken], [v.juist for v in vakken], [20 + 1200 * v.aantal / totaal for v in vakken], BLAUW, alpha=0.6, clip_on=False)
    return als_svg(figuur)


def leerkromme(reeksen: dict[str, Sequence[tuple[float, float]]]) -> str:
    """Accuracy against the share of the data, one line a set."""
    figuur, assen = _assen("Learning curve", "share of the training messages", "accuracy")
    for naam, punten in reeksen.items():
        assen.plot(*zip(*punten, strict=True), marker="o", label=naam)
    assen.legend(loc="lower right")
    return als_svg(figuur)
