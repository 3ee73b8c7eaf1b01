"""Hide what identifies people in a message, before anything else sees it."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass

from privacy import namen, ner, patronen, plaatsen
from privacy.lijsten import Lijsten, lijsten
from privacy.ner import Herkenner
from privacy.soorten import PLAATSHOUDER, Stuk
from privacy.tekens import ontleed

__all__ = ["Stuk", "Verborgen", "verberg"]

_ONZICHTBAAR = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_GELIJK = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t", " "),
        **dict.fromkeys("‐‑‒–—−", "-"),
        "＠": "@",
        "．": ".",
    }
    | {chr(0xFF10 + i): str(i) for i in range(10)}
)
_MASKER = "\ue000"
_ONTHOUD = 1024
_UITKOMSTEN: dict[int, None] = {}
"""What came out lately, by its hash: the second net, a moment later, need not search the same text again."""
_SLOT = threading.Lock()


@dataclass(frozen=True)
class Verborgen:
    """The text that may be kept, and which characters of the original were hidden."""

    tekst: str
    stukken: tuple[Stuk, ...]


def verberg(tekst: str, model: Herkenner | None = None) -> Verborgen:
    """Hide names, numbers, addresses and places; `model` replaces the installed spaCy model in tests.

    Repeats until nothing more is found: what is hidden changes the company of the words that are left, and only
    a fixed point makes hiding twice the same as hiding once.
    """
    if model:
        return verberg_met(tekst, lijsten(), model)
    if hash(tekst) in _UITKOMSTEN:
        return Verborgen(tekst, ())
    uit = verberg_met(tekst, lijsten(), ner.herkenner())
    with _SLOT:
        while len(_UITKOMSTEN) >= _ONTHOUD:
            _UITKOMSTEN.pop(next(iter(_UITKOMSTEN)))
        _UITKOMSTEN[hash(uit.tekst)] = None
    return uit


def verberg_met(tekst: str, lijst: Lijsten, model: Herkenner) -> Verborgen:
    """The same with other lists, to measure what the lists contribute."""
    zoek = functools.partial(_ronde, lijst=lijst, model=model)
    gevonden: list[Stuk] = []
    while True:
        huidig, terug = _vervang(tekst, gevonden)
        nieuw = zoek(huidig)
        if not nieuw:
            return Verborgen(huidig, tuple(gevonden))
        gevonden = sorted(gevonden + [_verplaats(s, terug) for s in nieuw], key=lambda s: s.start)


def _verplaats(stuk: Stuk, terug: Callable[[int], int]) -> Stuk:
    return Stuk(terug(stuk.start), terug(stuk.eind - 1) + 1, stuk.label, stuk.provincie)


def _vervang(tekst: str, stukken: list[Stuk]) -> tuple[str, Callable[[int], int]]:
    """The text with placeholders, and the way back from a place in it to a place in the original."""
    delen: list[str] = []
    sprongen: list[tuple[int, int]] = [(0, 0)]  # place in the new text, place in the original
    pos = lengte = 0
    for stuk in stukken:
        delen += [tekst[pos : stuk.start], stuk.plaatshouder()]
        lengte += len(delen[-2]) + len(delen[-1])
        pos = stuk.eind
        sprongen.append((lengte, pos))
    delen.append(tekst[pos:])

    def terug(plek: int) -> int:
        nieuw, oud = max(s for s in sprongen if s[0] <= plek)
        return oud + plek - nieuw

    return "".join(delen), terug


def _ronde(tekst: str, lijst: Lijsten, model: Herkenner) -> list[Stuk]:
    """One pass of all layers; an earlier layer keeps what it claimed."""
    schoon, kaart = _schoon(tekst)
    bezet = [False] * len(schoon)
    for m in PLAATSHOUDER.finditer(schoon):
        bezet[m.start() : m.end()] = [True] * len(m[0])
    stukken: list[Stuk] = []

    def neem(nieuw: list[Stuk]) -> None:
        for stuk in nieuw:
            if stuk.start < stuk.eind and not any(bezet[stuk.start : stuk.eind]):
                stukken.append(stuk)
                bezet[stuk.start : stuk.eind] = [True] * (stuk.eind - stuk.start)

    neem(patronen.zoek(PLAATSHOUDER.sub(lambda m: _MASKER * len(m[0]), schoon), lijst))
    neem(plaatsen.organisaties(schoon, lijst))
    tekens = ontleed(schoon, stukken)
    bekend = len(stukken)
    neem(plaatsen.plaatsen(schoon, tekens, lijst))
    if len(stukken) > bekend:
        tekens = ontleed(schoon, stukken)
    neem(namen.zoek(schoon, tekens, lijst))
    neem(ner.zoek(schoon, tekens, lijst, model))
    return [
        Stuk(kaart[s.start], kaart[s.eind - 1] + 1, s.label, s.provincie)
        for s in sorted(stukken, key=lambda s: s.start)
    ]


def _schoon(tekst: str) -> tuple[str, list[int] | range]:
    """Without invisible signs and with plain blanks, hyphens and digits; and where each character came from."""
    gelijk = tekst.translate(_GELIJK)
    if gelijk.isascii() or not _ONZICHTBAAR.search(gelijk):
        return gelijk, range(len(gelijk))
    kaart = [i for i, c in enumerate(gelijk) if not _ONZICHTBAAR.match(c)]
    return "".join(gelijk[i] for i in kaart), kaart
