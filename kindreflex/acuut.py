"""Does a message say that a child is in danger NOW? Rules, without a model.

The lane that always works: it needs neither Rasa nor the action server, and stands beside
the classifier and its second reading (either one suffices, but for what they rule out together; not for plain danger,
`is_noodkreet`). How it decides:

1. The text is flattened (case, accents, signs) and misspelt danger words are mended.
2. It is cut into sentences and clauses. Figures of speech and denials are cut out, and a
   clause that is past, hypothetical, a habit, a worry, play or over does not count.
3. In what is left, one of the `regels` has to hold: kinds of words that together mean danger.
4. Plain danger in a clause of its own counts whatever stands in the other clauses
   ("baby ademt niet meer, mag ik dat zeggen?"), unless the message is a story or supposes.

The words stand by meaning in `acuut_woorden.yml`; a colleague without Python can add one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from pathlib import Path

import yaml

MAX_TEKENS = 2_000
"""As long as a message may be; what comes after it is not read."""

KORT = 7
"""A message of at most this many words needs no word for "now": a cry for help is short."""

_WEG = "xx"
"""Stands where something was cut out, so that words around it do not join."""
_ZINSEINDE = re.compile(r"[.!?;:\n]+")
_DEELZIN = re.compile(
    r" (?=(?:maar|mais|but|en nu|et maintenant|and now|en vandaag|vandaag|deze keer|dus nu|en straks|en vanavond|en niemand)\b)"
)
_KOMMA = re.compile(r"[,.!?;:\n]+| - ")
_NIEUWE_ZIN = re.compile(r"(?<=[.!?\n])\s+")
_GEEN_TEKEN = re.compile(r"[^a-z0-9]+")
_VERBORGEN = re.compile(r"\[\w+\]")


def _vlak(tekst: str) -> str:
    """Lower case, without accents, words apart by one space, no letter over twice."""
    kaal = unicodedata.normalize("NFKD", tekst.lower())
    kaal = "".join(c for c in kaal if not unicodedata.combining(c))
    return re.sub(r"([a-z])\1{2,}", r"\1\1", _GEEN_TEKEN.sub(" ", kaal)).strip()


def _patroon(regel: str) -> str:
    """A line of the word file as a regular expression; every repeat in it is bounded."""
    uit = []
    for stuk in re.findall(r"[a-z0-9]+|.", unicodedata.normalize("NFKD", regel.lower())):
        if stuk.isalnum() or stuk in "()|":
            uit.append("(?:" if stuk == "(" else stuk)
        elif stuk == " ":
            uit.append(" ")
        elif stuk == "*":
            uit.append("[a-z0-9]{0,20}")
        elif stuk == "%":
            uit.append("[0-9]{1,4}")
        elif stuk == ".":
            uit.append(".")
    return "".join(uit).replace(" .. ", " (?:[a-z0-9]{1,30} ){0,4}").replace(") )", "))")


def _uit_elkaar(regel: str) -> list[str]:
    """ "(a|b) c" as "a c", "b c": a pattern that starts with a letter is quick to reject."""
    if not regel.startswith("("):
        return [regel]
    diepte, begin, keuzes = 0, 1, []
    for i, c in enumerate(regel):
        diepte += (c == "(") - (c == ")")
        if (c == "|" and diepte == 1) or diepte == 0:
            keuzes.append(regel[begin:i])
            begin = i + 1
            if diepte == 0:
                return [k + regel[begin:] for k in keuzes]
    raise ValueError(f"acuut_woorden.yml: haakje niet gesloten in {regel!r}")


def _zoeker(regels: Iterable[str]) -> re.Pattern[str]:
    """One expression for a list of lines, its alternatives grouped by their first letter."""
    groepen: dict[str, list[str]] = {}
    for regel in chain.from_iterable(_uit_elkaar(str(r)) for r in regels):
        patroon = _patroon(regel).strip()
        groepen.setdefault(patroon[0] if patroon[0].isalnum() else "", []).append(patroon)
    delen = [
        f"{kop}(?:{'|'.join(p[len(kop) :] for p in sorted(leden, key=len, reverse=True))})"
        for kop, leden in groepen.items()
    ]
    return re.compile(rf"\b(?:{'|'.join(delen)})\b")


_BESTAND = Path(__file__).with_name("acuut_woorden.yml")
_WOORDEN: dict[str, list[str]] = yaml.safe_load(_BESTAND.read_text("utf-8"))
REGELS = tuple(tuple(regel.split()) for regel in _WOORDEN.pop("regels"))
GEVAREN = frozenset(_WOORDEN.pop("gevaren"))
_ZOEK = {soort: _zoeker(regels) for soort, regels in _WOORDEN.items()}
_SOORTEN = sorted((set(chain.from_iterable(REGELS)) | GEVAREN) - {"kort", "twee", "drie"})
_NU_WOORDEN = {"echt_nu", "nog", "melding", "hier", "uren", "paniek", "ter_plaatse"}
_TWIJFEL = sorted((GEVAREN | _NU_WOORDEN) - {"stelling", "zelfdoding"})
_OVER = ("veilig", "geweken", "kalm")
_VAK = ("uitlegvraag", "vakvraag", "vakwoord")
_PLAT_GEVAAR = ("levensnood", "sterk", "slaat_kind", "geweld")
_TOEN_OF_ALS = ("als_dan", "vroeger", "verleden_tijd")
_NIET_NU = (*_TOEN_OF_ALS, "geschiedenis", "gewoonte", "vermoeden", "spel", "bezwaar", *_VAK)
"""What may not stand in the clause itself, for its danger to count by itself; for a life at stake only the first three."""
_BEKEND = frozenset(w for regels in _WOORDEN.values() for r in regels for w in re.findall(r"[a-z]{2,}", str(r)))
_GEVAARWOORDEN = frozenset(
    w for soort in (*_SOORTEN, "als_dan") for r in _WOORDEN[soort] for w in re.findall(r"[a-z]{5,}", str(r))
)


def _zonder_een(woord: str) -> set[str]:
    return {woord[:i] + woord[i + 1 :] for i in range(1, len(woord))}


_NA_WEGLATEN: dict[str, str] = {}
for _woord in sorted(_GEVAARWOORDEN):
    if len(_woord) >= 6:
        for _vorm in _zonder_een(_woord):
            _NA_WEGLATEN.setdefault(_vorm, _woord)
_OMGEWISSELD = {w[:i] + w[i + 1] + w[i] + w[i + 2 :]: w for w in sorted(_GEVAARWOORDEN) for i in range(1, len(w) - 1)}


@lru_cache(maxsize=4096)
def _herstel(woord: str) -> str:
    """The danger word this is a typing error of: two letters swapped, one too many or few."""
    if len(woord) < 5 or woord in _BEKEND:
        return woord
    if goed := _OMGEWISSELD.get(woord) or _NA_WEGLATEN.get(woord):
        return goed
    return next(
        (
            v
            for v in sorted(_zonder_een(woord))
            if v in _GEVAARWOORDEN and len(v) >= (5 if woord[-1] == woord[-2] else 6)
        ),
        woord,
    )


def _staat_er(soorten: Iterable[str], vlak: str) -> bool:
    return any(_ZOEK[soort].search(vlak) for soort in soorten)


def _schoon(tekst: str) -> str:
    """Flattened, typing errors mended, without figures of speech and denials."""
    vlak = " ".join(_herstel(w) for w in _vlak(tekst).split())
    return _ZOEK["wegknippen"].sub(_WEG, _ZOEK["niet_veilig"].sub("onveilig", vlak))


def _telt(deel: str) -> bool:
    """False for a clause whose danger is past, a habit, a worry, play, or over."""
    if _ZOEK["spel"].search(deel) or _ZOEK["bezwaar"].search(deel):
        return False
    if _ZOEK["geschiedenis"].search(deel) and not _ZOEK["nog"].search(deel):
        return False
    bedenking = any(_ZOEK[s].search(deel) for s in ("vroeger", "gewoonte", "vermoeden"))
    bedenking = bedenking or (bool(_ZOEK["verleden_tijd"].search(deel)) and not _ZOEK["nu"].search(deel))
    return not bedenking or any(_ZOEK[s].search(deel) for s in ("echt_nu", "nog"))


def _zonder_oud(deel: str) -> str:
    """What was done stays past, also where a word for "now" saves the rest of the clause."""
    if _ZOEK["vroeger"].search(deel) and not _ZOEK["zonet"].search(deel):
        return _ZOEK["gebeurd"].sub(_WEG, deel)
    return deel


def _levende_delen(tekst: str) -> list[str]:
    """The clauses that speak of now and of real life."""
    delen: list[str] = []
    for zin in _ZINSEINDE.split(_VERBORGEN.sub(" iemand ", tekst[:MAX_TEKENS])):
        vlak = _schoon(zin)
        algemeen = _ZOEK["als_dan"].search(vlak) or _ZOEK["vraag"].match(vlak)
        if algemeen and not _ZOEK["ter_plaatse"].search(vlak):
            continue
        for deel in _DEELZIN.split(vlak):
            if _staat_er(_OVER, deel):
                delen.clear()  # it is over: so is what was told before it
            elif deel and _telt(deel):
                delen.append(_zonder_oud(deel))
    return delen


def _over_nu(tekst: str) -> str:
    """What of a message speaks of now and of real life; empty when nothing does."""
    heel = _vlak(tekst[:MAX_TEKENS])
    if _verzonnen(heel):
        return ""
    if not _vakgesprek(heel):
        return f" {_WEG} ".join(_levende_delen(tekst))
    # A question of the trade, and beside it, in a sentence of its own, violence right now.
    zinnen = [zin for zin in _NIEUWE_ZIN.split(tekst[:MAX_TEKENS]) if not _vakgesprek(_vlak(zin))]
    rest = f" {_WEG} ".join(_levende_delen(" ".join(zinnen)))
    return rest if _ZOEK["echt_nu"].search(rest) and _staat_er(("slaat_kind", "sterk"), rest) else ""


def _verzonnen(heel: str) -> bool:
    """A story, news or training, or something supposed."""
    verhaal = _ZOEK["verhaal"].search(heel) and not _ZOEK["ter_plaatse"].search(heel)
    return bool(verhaal) or (heel.startswith("stel ") and not _ZOEK["koppel"].match(heel))


def is_noodkreet(tekst: str) -> bool:
    """Plain danger in a clause of its own, and no later clause says that it is over."""
    heel = _vlak(tekst[:MAX_TEKENS])
    # Most messages have none of these words, and need not be taken apart.
    if not _staat_er(_PLAT_GEVAAR, " ".join(map(_herstel, heel.split()))) or _verzonnen(heel):
        return False
    oud = _staat_er(("vroeger", "geschiedenis"), heel)
    nood = False
    for deel in map(_schoon, _KOMMA.split(_VERBORGEN.sub(" iemand ", tekst[:MAX_TEKENS]))):
        if _staat_er(_OVER, deel):
            nood = False
        elif _staat_er(_TOEN_OF_ALS, deel) or _ZOEK["vraag"].match(deel):
            continue
        elif _staat_er(("levensnood",), deel):
            nood = True
        elif not _staat_er(_NIET_NU, deel):
            nu = _staat_er(("echt_nu",), deel)
            gevaar = _staat_er(("sterk",), deel) or (nu and (_staat_er(("slaat_kind",), deel) or _alle(("geweld", "kind"), deel)))
            nood = nood or (gevaar and (nu or not oud))
    return nood


def _alle(soorten: Iterable[str], vlak: str) -> bool:
    return all(_ZOEK[soort].search(vlak) for soort in soorten)


def _vakgesprek(vlak: str) -> bool:
    """Asks how to talk about it, or speaks of the trade."""
    return _staat_er(_VAK, vlak)


def kan_nu_zijn(tekst: str) -> bool:
    """False for a message that can only be past, over, hypothetical or a story; true in doubt.

    In doubt: a word of danger or of "now" stands in it, whatever the guards made of it.
    """
    if _over_nu(tekst) or is_noodkreet(tekst):
        return True
    heel = " ".join(_herstel(w) for w in _vlak(tekst[:MAX_TEKENS]).split())
    heel = _ZOEK["wegknippen"].sub(_WEG, heel)
    return any(_ZOEK[s].search(heel) for s in _TWIJFEL)


def zegt_nu(tekst: str) -> bool:
    """The message has a plain word for this moment, or for minutes ago."""
    return _staat_er(("echt_nu",), _schoon(tekst[:MAX_TEKENS]))


def zegt_veilig(tekst: str) -> bool:
    """The message says in so many words that the danger is over, or that the child is safe."""
    return any(_ZOEK["geweken"].search(_schoon(zin)) for zin in _ZINSEINDE.split(tekst[:MAX_TEKENS]))


def is_acuut(tekst: str) -> bool:
    """True when the message says that a child, or its situation, is in danger now."""
    if is_noodkreet(tekst):
        return True
    rest = _over_nu(tekst)
    if not rest:
        return False
    gevonden = {s for s in _SOORTEN if _ZOEK[s].search(rest)}
    gevaren = len(gevonden & GEVAREN)
    gevonden |= {"twee"} if gevaren >= 2 else set()
    gevonden |= {"drie"} if gevaren >= 3 else set()
    if len(_vlak(tekst[:MAX_TEKENS]).split()) <= KORT:
        gevonden.add("kort")
    return any(gevonden.issuperset(regel) for regel in REGELS)
