"""Figures for the docs as SVG, written by hand: two charts need no plotting library."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.maten import Vak

_ZIJDE, _RAND = 300, 45


def _x(waarde: float) -> float:
    return round(_RAND + waarde * _ZIJDE, 1)


def _y(waarde: float) -> float:
    return round(_RAND / 2 + (1 - waarde) * _ZIJDE, 1)


def _kader(titel: str, x_naam: str, y_naam: str, binnen: str) -> str:
    assen = "".join(
        f'<text x="{_x(w)}" y="{_y(0) + 16}" text-anchor="middle">{w}</text>'
        f'<text x="{_x(0) - 6}" y="{_y(w) + 4}" text-anchor="end">{w}</text>'
        for w in (0, 0.5, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_ZIJDE + 2 * _RAND} {_ZIJDE + 2 * _RAND}" '
        f'font-family="sans-serif" font-size="12" role="img"><title>{titel}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f'<rect x="{_x(0)}" y="{_y(1)}" width="{_ZIJDE}" height="{_ZIJDE}" fill="none" stroke="#888"/>{assen}{binnen}'
        f'<text x="{_x(0.5)}" y="{_y(0) + 34}" text-anchor="middle">{x_naam}</text>'
        f'<text transform="translate(14 {_y(0.5)}) rotate(-90)" text-anchor="middle">{y_naam}</text></svg>\n'
    )


def betrouwbaarheidsfiguur(vakken: Sequence[Vak]) -> str:
    """How often the first choice was right, against the probability it was given; a dot's area is its share."""
    totaal = sum(v.aantal for v in vakken)
    lijn = f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#bbb" stroke-dasharray="4"/>'
    punten = "".join(
        f'<circle cx="{_x(v.kans)}" cy="{_y(v.juist)}" r="{3 + 22 * (v.aantal / totaal) ** 0.5:.1f}" '
        f'fill="#1f6f8b" fill-opacity=".6"><title>{v.aantal} messages</title></circle>'
        for v in vakken
    )
    return _kader("Reliability", "probability of the first choice", "share that was right", lijn + punten)


def leerkromme(reeksen: dict[str, Sequence[tuple[float, float]]]) -> str:
    """Accuracy against the share of the data, one line a set."""
    kleuren = ("#1f6f8b", "#b5532a", "#4b7f3a")
    delen = []
    for (naam, punten), kleur in zip(reeksen.items(), kleuren, strict=False):
        pad = "L".join(f"{_x(x)} {_y(y)}" for x, y in punten)
        delen.append(f'<path d="M{pad}" fill="none" stroke="{kleur}" stroke-width="2"/>')
        delen.append(f'<text x="{_x(0.55)}" y="{_y(0.12 + 0.07 * len(delen))}" fill="{kleur}">{naam}</text>')
    return _kader("Learning curve", "share of the training messages", "accuracy", "".join(delen))
