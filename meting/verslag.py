"""What the bench found: a table, the chart, and the generated blocks of docs/meting.md."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure  # type: ignore[import-untyped]

from meting.proces import WORTEL
from nlu.blokken import vul
from nlu.figuur import BLAUW, ROOD, als_svg

DOCS = WORTEL / "docs" / "meting.md"
FIGUUR = WORTEL / "docs" / "meting.svg"
Rij = tuple[str, float, float | None, float | None]
"""What, ours, the starter's, and the highest (or, below zero, lowest) ratio that we want."""


def rijen(uit: dict[str, Any]) -> list[Rij]:
    een, velen = uit["one_client"], uit["clients"]
    doel = {"p50": 0.5, "p95": 0.6, "p99": None}
    lijst: list[Rij] = [
        (f"one client, {q}, ms", een["assistant"][q], een["starter"][q], doel[q]) for q in ("p50", "p95", "p99")
    ]
    lijst.append(("one client, processor time a turn, ms", een["assistant"]["cpu"], een["starter"]["cpu"], None))
    for n, beide in velen.items():
        lijst.append((f"{n} clients, turns/s", beide["assistant"]["per_s"], beide["starter"]["per_s"], -2.0 if n == "16" else None))
        lijst.append((f"{n} clients, p95, ms", beide["assistant"]["p95"], beide["starter"]["p95"], None))
    naar = uit["bots"]
    for naam, sleutel in (
        ("start to first answer, s", "ready"), ("training, s", "training"), ("resident memory, MB", "rss"),
        ("the same, shared pages once, MB", "pss"), ("model, MB", "model"),
    ):  # fmt: skip
        lijst.append((naam, naar["assistant"][sleutel], naar["starter"][sleutel], None))
    return lijst


def _getal(x: float | None) -> str:
    if x is None:
        return ""
    return f"{x:.0f}" if x >= 100 else f"{x:.1f}" if x >= 10 else f"{x:.2f}"


def _tabel(kop: tuple[str, ...], rijen_: Sequence[tuple[str, ...]]) -> str:
    regels = [kop, ("---",) * len(kop), *rijen_]
    return "\n".join("| " + " | ".join(r) + " |" for r in regels)


def vergelijking(uit: dict[str, Any]) -> str:
    regels = []
    for wat, ons, hun, doel in rijen(uit):
        verhouding = ons / hun if hun else None
        wil = "" if doel is None else f"≤ {doel}" if doel > 0 else f"≥ {-doel:g}"
        haalt = "" if doel is None or verhouding is None else "yes" if (verhouding <= doel if doel > 0 else verhouding >= -doel) else "no"
        regels.append((wat, _getal(ons), _getal(hun), "" if verhouding is None else f"{verhouding:.2f}", wil, haalt))
    return _tabel(("", "assistant", "starter", "ratio", "wanted", "met"), regels)


def alleen_ons(uit: dict[str, Any]) -> str:
    """Figures that are wanted of ours by themselves."""
    naar = uit["bots"]["assistant"]
    regels = [
        ("second start to first answer, s", naar["ready"], 12.0),
        ("resident memory of `make run`, MB", naar["rss"], 1024.0),
        ("training without caches, s", naar["training"], 300.0),
        ("a talk's last turns against a young talk's", uit["long_talk"][-1]["ratio"], 1.5),
        ("most stored conversations against fewest", uit["stored"][-1]["ratio_to_control"], 1.2),
    ]
    return _tabel(("", "figure", "wanted", "met"), [(w, _getal(x), f"≤ {d:g}", "yes" if x <= d else "no") for w, x, d in regels])


def groei(uit: dict[str, Any]) -> str:
    lang = _tabel(
        ("turns in the talk", "ms", "young talk, ms", "ratio"),
        [(f"{p['turns']}", _getal(p["ms"]), _getal(p["young_ms"]), _getal(p["ratio"])) for p in uit["long_talk"]],
    )
    vol = _tabel(
        ("stored conversations", "ms", "starter, ms", "ratio to the first", "corrected for the machine's load"),
        [
            (f"{p['stored']}", _getal(p["ms"]), _getal(p["control_ms"]), _getal(p["ratio"]), _getal(p["ratio_to_control"]))
            for p in uit["stored"]
        ],
    )
    return f"{lang}\n\n{vol}"


def profiel(uit: dict[str, Any]) -> str:
    regels = [(s, _getal(t["mean"]), _getal(t["p50"]), _getal(t["p95"])) for s, t in uit["profile"].items()]
    return _tabel(("stage", "mean, ms", "p50", "p95"), regels)


def omstandigheden(uit: dict[str, Any]) -> str:
    o = uit["machine"]
    return (
        f"{o['cores']} cores, {o['processor']}, Python {platform.python_version()}, Rasa {o['rasa']}; client on the same machine; "
        f"load average {o['load_start']:.1f} before and {o['load_end']:.1f} after; mode: {o['mode']}, {o['minutes']:.0f} minutes."
    )


def figuur(uit: dict[str, Any]) -> str:
    """Ratios to the starter as bars: shorter is better."""
    verhoudingen = {
        wat.replace("turns/s", "s/turn"): starter / ons if "turns/s" in wat else ons / starter
        for wat, ons, starter, _ in reversed(rijen(uit))
        if ons and starter
    }
    tekening = Figure(figsize=(7, 5.5))
    assen = tekening.subplots()
    balken = assen.barh(list(verhoudingen), list(verhoudingen.values()), color=[BLAUW if v <= 1 else ROOD for v in verhoudingen.values()])
    assen.bar_label(balken, fmt="%.2f", padding=4)
    assen.axvline(1, color="#444444", linestyle="--")
    assen.set(title="The assistant, the starter bot = 1")
    assen.margins(x=0.12)
    return als_svg(tekening)


def schrijf(uit: dict[str, Any]) -> None:
    """Fill the docs; a part that was not measured in this run keeps what it has."""
    DOCS.parent.mkdir(exist_ok=True)
    delen = {f"meting:{naam}": maak(uit) for naam, maak in LOS.items() if naam in uit}
    if "clients" in uit:
        FIGUUR.write_text(figuur(uit), encoding="utf-8")
        delen |= {
            "meting:omstandigheden": omstandigheden(uit), "meting:vergelijking": vergelijking(uit),
            "meting:alleen": alleen_ons(uit), "meting:groei": groei(uit), "meting:profiel": profiel(uit),
        }  # fmt: skip
    vul(Path(DOCS), delen)


def lang(uit: dict[str, Any]) -> str:
    regels = [(k.replace("_", " "), f"{v:.3g}" if isinstance(v, float) else str(v)) for k, v in uit["long_run"].items()]
    return _tabel(("", "figure"), regels)


def schaal(uit: dict[str, Any]) -> str:
    een, twee = (uit["scale"][n] for n in "12")
    regels = [
        (wat, _getal(een[sleutel]), _getal(twee[sleutel]), f"{twee[sleutel] / een[sleutel]:.2f}", wil)
        for wat, sleutel, wil in (("turns/s", "per_s", "≥ 1.5"), ("p50, ms", "p50", ""), ("p95, ms", "p95", ""))
    ]
    return _tabel(("16 clients", "one Rasa process", "two", "ratio", "wanted"), [*regels, ("errors", f"{een['errors']}", f"{twee['errors']}", "", "0")])


LOS = {"long_run": lang, "scale": schaal}
"""What is measured by itself, by its name in the figures."""


def op_scherm(uit: dict[str, Any]) -> str:
    if "clients" not in uit:
        return "\n\n".join(maak(uit) for naam, maak in LOS.items() if naam in uit)
    return "\n\n".join((omstandigheden(uit), vergelijking(uit), alleen_ons(uit), groei(uit), profiel(uit)))
