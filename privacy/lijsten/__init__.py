"""Loading the vendored lists: once, at the first message."""

from __future__ import annotations

import functools
import gzip
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from privacy.woordsoorten import ANDERE_TALEN, TITELS, VERWANT

HIER = Path(__file__).parent
OVERLEG = HIER.parents[1] / "data" / "overleg"

# Emergency numbers and helplines in Belgium that anybody may name; the rest is read from the contact data.
OPENBARE_NUMMERS = [
    "100",
    "101",
    "102",
    "103",
    "104",
    "105",
    "106",
    "107",
    "108",
    "110",
    "112",
    "116000",
    "116111",
    "116117",
    "1207",
    "1307",
    "1700",
    "1712",
    "1733",
    "1813",
    "070245245",
    "022648844",
    "078150100",
    "078151020",
    "080032123",
    "080015802",
    "080013500",
    "022740740",
]
_TELEFOON = re.compile(r"(?<![\w.])\+?\d(?:[\s./()-]{0,2}\d){2,14}(?![\w])")

MAX_WOORD = 30  # longer is keyboard noise, and comparing it would cost time
_VERKLEIND = re.compile(r"(?:e?ke|ske|tje|pje|je)s?$")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def norm(woord: str) -> str:
    """The form in which the lists hold a word."""
    return unicodedata.normalize("NFC", woord.replace("’", "'")).lower()


def nationaal(nummer: str) -> str:
    """A telephone number as bare national digits, to compare with the public ones."""
    cijfers = "".join(c for c in nummer if c.isdigit())
    for voor in ("0032", "32"):
        if cijfers.startswith(voor) and len(cijfers) > 9:
            return "0" + cijfers.removeprefix(voor).lstrip("0")
    return cijfers


@dataclass(frozen=True)
class Lijsten:
    """All lists, in the normal form of `norm`."""

    voornamen: frozenset[str]
    voornamen_klein: frozenset[str]
    familienamen: frozenset[str]
    woorden: frozenset[str]
    gewoon: frozenset[str]
    volken: frozenset[str]
    vak: frozenset[str]
    plaatsen: dict[str, str]
    openbaar: frozenset[str]
    andere_talen: tuple[frozenset[str], ...]

    def vreemde_woorden(self, woorden: Collection[str]) -> frozenset[str]:
        """The common words of the other language that a message is in: two of them that are no Dutch words and no names."""
        for taal in self.andere_talen:
            eigen = taal & set(woorden)
            if sum(w in ANDERE_TALEN or (w not in self.voornamen and not self.is_woord(w)) for w in eigen) >= 2:
                return taal
        return frozenset()

    @functools.cached_property
    def ongewone_voornamen(self) -> frozenset[str]:
        """First names that are no common words; they may be rare ones ("nel", "tinne")."""
        return self.voornamen - self.gewoon

    @functools.cached_property
    def familie_begin(self) -> frozenset[str]:
        """The words that family names of several words begin with ("van", "de")."""
        return frozenset(naam.split(" ", 1)[0] for naam in self.familienamen if " " in naam)

    def is_woord(self, woord: str) -> bool:
        """A word of the dictionary, the method or the street; of a compound with hyphens every part."""
        if woord in self.vak or woord in self.woorden:
            return True
        delen = [deel for deel in re.split(r"['-]", woord) if deel]
        return self._verkleind(woord) or (len(delen) > 1 and all(d in self.vak or d in self.woorden for d in delen))

    def _verkleind(self, woord: str) -> bool:
        """A small form that no dictionary has ("folderke", "oogskes"), and no name ("Marieke")."""
        stam = _VERKLEIND.sub("", woord)
        naam = woord in self.voornamen or woord in self.familienamen
        return len(stam) >= 4 and stam != woord and not naam and (stam in self.vak or stam in self.woorden)

    def samenstelling(self, woord: str) -> bool:
        """Two words in one: no list has all of "ouderreacties", "nachtverpleegkundige", "suicidegedachten"."""
        return len(woord) <= MAX_WOORD and any(
            woord[i:] in self.woorden
            and (self._los_woord(woord[:i]) or (woord[i - 1] == "s" and self._los_woord(woord[: i - 1])))
            for i in range(3, len(woord) - 2)
        )

    def _los_woord(self, woord: str) -> bool:
        return woord in self.woorden or woord in self.vak

    def lijkt_op_woord(self, woord: str) -> bool:
        """At one typing error from a common word ("vragne"), or for a long word from any word."""
        if len(woord) < 4:
            return True
        return self._buur_in(woord, self.woorden if len(woord) > 6 else self.gewoon)

    def lijkt_op_vakwoord(self, woord: str) -> bool:
        """At one typing error from a word of the method or the family: "Moedr", "Kidnreflex"."""
        return self._buur_in(woord, frozenset())

    def _buur_in(self, woord: str, bekend: frozenset[str]) -> bool:
        if len(woord) > MAX_WOORD:
            return False
        for i in range(len(woord) + 1):
            a, b = woord[:i], woord[i:]
            kandidaten = [a + b[1:], a + b[1:2] + b[:1] + b[2:]]
            kandidaten += [a + c + rest for c in "abcdefghijklmnopqrstuvwxyzëé" for rest in (b[1:], b)]
            if any(k in bekend or (len(k) > 4 and k in self.vak) for k in kandidaten):
                return True
        return False


def _lees(naam: str) -> list[str]:
    with gzip.open(HIER / f"{naam}.txt.gz", "rt", encoding="utf-8") as bestand:
        return bestand.read().splitlines()


def _regels(naam: str) -> list[str]:
    """A list that people edit, without its comments."""
    return [regel for regel in (HIER / f"{naam}.txt").read_text(encoding="utf-8").splitlines() if not regel.startswith("#")]


def openbare_contacten(map_: Path = OVERLEG) -> frozenset[str]:
    """The fixed public numbers, and every number and mail address in the contact data of the assistant."""
    gevonden = set(OPENBARE_NUMMERS)
    for bestand in sorted(map_.glob("*.yml")):
        inhoud = bestand.read_text(encoding="utf-8")
        gevonden.update(nationaal(m[0]) for m in _TELEFOON.finditer(inhoud))
        gevonden.update(m[0].lower() for m in _MAIL.finditer(inhoud))
    return frozenset(gevonden)


@functools.lru_cache(maxsize=1)
def lijsten() -> Lijsten:
    """The lists; loading takes about a third of a second, so only when the first message comes."""
    erbij = [naam for regel in _regels("voornamen_erbij") for naam in regel.split()]
    return Lijsten(
        voornamen=frozenset(_lees("voornamen")) | {naam.rstrip("?") for naam in erbij},
        voornamen_klein=frozenset(_lees("voornamen_klein")) | {naam for naam in erbij if not naam.endswith("?")},
        familienamen=frozenset(_lees("familienamen")),
        woorden=frozenset(_lees("woorden")),
        gewoon=frozenset(_lees("gewone_woorden")),
        volken=frozenset(_lees("volken")),
        andere_talen=tuple(frozenset(regel.partition(":")[2].split()) for regel in _regels("andere_talen") if regel),
        vak=frozenset(w for regel in _regels("vakwoorden") for w in regel.split()) | TITELS | VERWANT,
        plaatsen=dict(regel.split("\t") for regel in _lees("plaatsen")),
        openbaar=openbare_contacten(),
    )
