"""Words with their place in the text, as the rules see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from privacy.lijsten import norm
from privacy.soorten import PLAATSHOUDER, Stuk

# Sayings and authors: nobody's data.
VASTE_ZEGGING = re.compile(
    r"\bjan en alleman\b|\bjan met de pet\b|\bjan modaal\b|\bjan,? pier en pol\b|\bklaas vaak\b|\bzwarte piet\b|\bmoeder teresa\b|"
    r"\bsint en piet\b|\b(?:nadine )?burke[ -]harris\b|\bjohn bowlby\b|\bmary ainsworth\b|\bmary en mark\b|\bpeter pan\b|"
    r"\blucas ku\b|\bheiner en bartels\b|\bmajone steketee\b|\bharry potter\b|\bpaw patrol\b|\bjan jans?sens? en alleman\b|\bromeo en julia\b|\bpietje de dood\b|\bpiet snot\b|\bmarte meo\b|\bgilles de la tourette\b|\bsamson en (?:gert|marie)\b|\bpiet piraat\b|\bbob de bouwer\b|\bk3\b|\bvan dale\b|\b(?:dr\.? )?google\b|\bbart simpson(?:-\w+)?|\bstan smiths?\b|\bmercedes-benz\b|\bred bull\b|\bfamily justice cent(?:er|re)\b|\bcoca[ -]cola\b|\bhans en grietje\b|\bwalt disney\b|\bmax havelaar\b|"
    r"\b(?:dirk )?de wachter\b(?= zegt| over|'s)|\b(?:peter )?adriaenssens\b|\bwout van aert\b|\bhaim omer\b|\bbert en ernie\b|\bjan klaassen\b|\bark van noach\b|\bmaagd maria\b|"
    r"\btour de france\b|\bboszormenyi[ -]nagy\b|\bandrew tate\b|\bmary jane\b|\bharm reduction\b|\bden haag\b|\b(?:bij|zegt|van|over) (?:minuchin|nagy|patterson|gottman|scheeringa)\b",
    re.I,
)

Soort = Literal["woord", "verborgen", "teken"]
_LETTER = r"[^\W\d_]"
_WOORD = rf"{_LETTER}[{chr(0x300)}-{chr(0x36F)}]*"
_DOMEIN = r"(?<![\w@])[a-z][\w-]*(?:\.[\w-]+)*\.(?:be|nl|com|org|net|eu|uk)\b"
_TEKEN = re.compile(
    rf"(?P<h>{PLAATSHOUDER.pattern})|(?P<v>{VASTE_ZEGGING.pattern}|{_DOMEIN})|(?P<w>(?:{_WOORD})+(?:['’\-](?:{_WOORD})+)*)|(?P<p>\d+|[^\w\s]|_)",
    re.I,
)


_LIDWOORD_HOOFD = re.compile(r"(?:al|el|ben|bin|ait|abu|d|l|o)['’-][A-ZÀ-Ý]")
"""A capital behind the article of a name: "al-Hamwi", "d'Hondt"."""


@dataclass
class Teken:
    """A word, a sign, or a piece that is already hidden."""

    start: int
    eind: int
    tekst: str
    n: str
    soort: Soort
    hoofd: bool = False
    zin_begin: bool = False
    bezit: bool = False  # "Lotte's": the s is left out
    los: bool = True  # something else than blanks stands before it


def ontleed(tekst: str, verborgen: list[Stuk]) -> list[Teken]:
    """Split into words and signs; hidden pieces become one sign each."""
    tekens: list[Teken] = []
    schreeuwt = sum(c.isupper() for c in tekst) > 0.6 * max(8, sum(c.isalpha() for c in tekst))
    grenzen = {s.start: s for s in verborgen}
    pos, nieuw, vorig_eind = 0, True, 0
    while pos < len(tekst):
        stuk = grenzen.get(pos)
        if stuk:
            tekens.append(Teken(pos, stuk.eind, "", "", "verborgen", los="\n" in tekst[vorig_eind:pos]))
            pos = vorig_eind = stuk.eind
            nieuw = False
            continue
        volgende = min((s for s in grenzen if s > pos), default=len(tekst))
        m = _TEKEN.search(tekst, pos, volgende)
        if not m:
            pos = volgende
            continue
        lijn = "\n" in tekst[vorig_eind : m.start()]
        nieuw = nieuw or lijn
        if m["w"]:
            woord = re.sub(r"['’][sS]$", "", m[0]) if len(m[0]) > 3 else m[0]
            hoofd = (woord[0].isupper() or bool(_LIDWOORD_HOOFD.match(woord))) and not schreeuwt
            eind, bezit = m.start() + len(woord), woord != m[0] or (woord[-1] in "sxz" and tekst[m.end() : m.end() + 2] in ("' ", "’ "))
            tekens.append(Teken(m.start(), eind, woord, norm(woord), "woord", hoofd, nieuw, bezit, lijn))
            # "'k Ben": a capital after the shortened word that a sentence begins with is that sentence's.
            nieuw = nieuw and len(woord) == 1 and woord.islower()
        elif m["h"]:
            tekens.append(Teken(m.start(), m.end(), m[0], "", "verborgen", los=lijn))
            nieuw = False
        else:
            tekens.append(Teken(m.start(), m.end(), m[0], m[0], "teken", los=lijn))
            nieuw = nieuw or m[0] in ".!?:;\"'«»“”‘’([-*•"
        pos = vorig_eind = m.end()
    return tekens
