"""Invariance: what does not change the meaning should not change the topic.

The drop per kind is printed (`pytest -s`) and kept under 3 points, 5 for tussentaal.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from begrip import Begrijp

from nlu.rapport import lees_regels

ALLE = lees_regels(Path(__file__).parents[1] / "data" / "nlu_apart.jsonl")
_WIE = re.compile(r"\b(?:(?:de |een |mijn |haar |zijn |die )?(?:mama|papa|moeder|vader|cli[eë]nte?|pati[eë]nte?)|mevrouw|meneer)\b", re.I)
"""Where a name could stand: few messages of a test set have one, so these are taken from the whole set."""
REGELS = [r for i, r in enumerate(ALLE) if i % 5 == 0 or _WIE.search(r["text"])]
Vervorming = Callable[[str, random.Random], str]

_TUSSENTAAL = {
    "je": "ge", "jij": "gij", "dat": "da", "wat": "wa", "niet": "nie", "even": "efkes", "een": "ne", "jouw": "uw",
    "het": "'t", "maar": "ma", "bent": "zijt", "kan je": "kunde", "heb je": "hebde", "moet je": "moette", "goed": "goe",
}  # fmt: skip


def _typefout(tekst: str, rng: random.Random) -> str:
    """Two neighbouring letters swapped in one longer word."""
    woorden = tekst.split(" ")
    lang = [i for i, w in enumerate(woorden) if len(w) > 5 and w.isalpha()]
    if lang:
        i = rng.choice(lang)
        k = rng.randrange(1, len(woorden[i]) - 2)
        w = woorden[i]
        woorden[i] = w[:k] + w[k + 1] + w[k] + w[k + 2 :]
    return " ".join(woorden)


def _tussentaal(tekst: str, _: random.Random) -> str:
    for van, naar in _TUSSENTAAL.items():
        tekst = re.sub(rf"\b{van}\b", naar, tekst)
    return tekst


VERVORMINGEN: dict[str, tuple[Vervorming, float]] = {
    "small letters": (lambda t, _: t.lower(), 0.03),
    "capitals": (lambda t, _: t.upper(), 0.03),
    "no full stop or comma": (lambda t, _: re.sub(r"[.,;:]", "", t), 0.03),
    "a full stop behind it": (lambda t, _: t if t[-1:] in ".?!" else t + ".", 0.03),
    "one typo": (_typefout, 0.03),
    "fillers": (lambda t, r: r.choice(["euh ", "ja ", "dus ", "ok, "]) + t, 0.03),
    "politeness": (lambda t, r: r.choice(["{} alstublieft", "{}, dank je", "sorry, {}", "{} aub"]).format(t), 0.03),
    "tussentaal": (_tussentaal, 0.05),
    "a hidden name and number": (lambda t, _: _WIE.sub(r"\g<0> [verborgen_naam], [verborgen_telefoon],", t, count=1), 0.03),
    "a hidden place": (lambda t, _: _WIE.sub(r"\g<0> uit [gemeente_in_limburg]", t, count=1), 0.03),
    "names as placeholders": (lambda t, _: _WIE.sub("[verborgen_naam]", t), 0.03),
}


@pytest.fixture(scope="module")
def vooraf(begrijp: Begrijp) -> list[str]:
    return begrijp([r["text"] for r in REGELS])


@pytest.mark.parametrize("soort", VERVORMINGEN)
def test_drop(soort: str, vooraf: list[str], begrijp: Begrijp) -> None:
    vervorm, hoogstens = VERVORMINGEN[soort]
    rng = random.Random(1)
    paren = [(vervorm(r["text"], rng), v, {r["topic"], *r["also"]}) for r, v in zip(REGELS, vooraf, strict=True)]
    anders = [p for p, r in zip(paren, REGELS, strict=True) if p[0] != r["text"]]
    voor = sum(v in goed for _, v, goed in anders)
    na = sum(n in goed for n, (_, _, goed) in zip(begrijp([t for t, _, _ in anders]), anders, strict=True))
    daling = (voor - na) / len(anders)
    print(f"{soort}: {len(anders)} messages, {voor / len(anders):.3f} -> {na / len(anders):.3f}, drop {daling:+.3f}")
    # One message more or less is chance on a small set.
    assert daling <= hoogstens + 1.5 / len(anders)
