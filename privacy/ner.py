"""spaCy's names behind a dictionary gate: for the names that no list knows."""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from typing import Protocol

from privacy.lijsten import Lijsten
from privacy.soorten import Stuk
from privacy.tekens import Teken
from privacy.woordsoorten import ANDERE_TALEN, FUNCTIE, MAANDEN_DAGEN

PERSOON = frozenset({"PER", "PERSON"})  # the stand-in and the release name it differently


class Herkenner(Protocol):
    """Anything that finds people in a text: start, end and label of each span."""

    def __call__(self, tekst: str) -> Sequence[tuple[int, int, str]]:
        """The spans found."""
        ...


class SpacyHerkenner:
    """The installed nl_core_news_sm with only the parts that names need."""

    def __init__(self) -> None:
        import spacy  # heavy: only when the first message comes

        nodig = {"tok2vec", "ner"}
        self._nlp = spacy.load(
            "nl_core_news_sm", exclude=["tagger", "parser", "morphologizer", "lemmatizer", "attribute_ruler", "senter"]
        )
        if not nodig <= set(self._nlp.pipe_names):
            raise RuntimeError("nl_core_news_sm has no named entities")
        self._slot = threading.Lock()  # spaCy's string store is not made for several threads

    def __call__(self, tekst: str) -> Sequence[tuple[int, int, str]]:
        """The entities of the model."""
        with self._slot:
            return [(e.start_char, e.end_char, e.label_) for e in self._nlp(tekst).ents]


@functools.lru_cache(maxsize=1)
def herkenner() -> Herkenner:
    """The model, loaded once."""
    return SpacyHerkenner()


def zoek(tekst: str, tekens: list[Teken], lijst: Lijsten, model: Herkenner) -> list[Stuk]:
    """People that the model sees, unless every word is in the dictionary; plain words at both ends fall off."""
    stukken = []
    woorden = [t for t in tekens if t.soort == "woord"]
    taal = lijst.vreemde_woorden([t.n for t in woorden])

    def gewoon(teken: Teken) -> bool:
        return _gewoon(teken, lijst) or (teken.n in taal and not (teken.hoofd and not teken.zin_begin))

    if all(map(gewoon, woorden)):
        return []  # the gate would drop whatever the model says, and most messages end here
    vreemd = sum(not lijst.is_woord(t.n) for t in woorden)
    andere_taal = (vreemd >= 3 and 2 * vreemd >= len(woorden)) or sum(t.n in ANDERE_TALEN for t in woorden) >= 2
    for begin, eind, label in model(tekst):
        rij = [t for t in tekens if t.soort != "teken" and begin <= t.start < eind]
        if label not in PERSOON or any(t.soort == "verborgen" for t in rij):
            continue
        while rij and gewoon(rij[0]):
            rij.pop(0)
        while rij and gewoon(rij[-1]):
            rij.pop()
        if rij and not (andere_taal and not any(t.hoofd for t in rij)):
            stukken.append(Stuk(rij[0].start, rij[-1].eind, "NAAM"))
    return stukken


def _gewoon(teken: Teken, lijst: Lijsten) -> bool:
    n = teken.n
    kort = teken.tekst.isupper() and len(n) <= 5
    if (
        len(n) < 2
        or kort
        or n in FUNCTIE
        or n in MAANDEN_DAGEN
        or n in lijst.volken
        or n in lijst.plaatsen
        or lijst.is_woord(n)
    ):
        return True
    if teken.hoofd and not teken.zin_begin:
        return len(n) > 6 and lijst.samenstelling(n)
    # In lower case the model guesses more: compounds, typing errors and keyboard noise are not names.
    return lijst.lijkt_op_woord(n) or lijst.samenstelling(n) or not set(n) & set("aeiouyàáâäèéêëìíîïòóôöùúûüıøå")


def geen(tekst: str) -> Sequence[tuple[int, int, str]]:
    """A recogniser that finds nothing: to measure and test the rules alone."""
    return []
