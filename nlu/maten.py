"""How good predictions are: pure functions over messages with the topics that count as right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

NIET_BEGREPEN = "gesprek/niet_begrepen"
BUITEN_BEREIK = "gesprek/buiten_bereik"
ACUUT = "overleg/acuut_gevaar"


@dataclass(frozen=True)
class Uitslag:
    """One measured message. `ranglijst` holds (topic, probability), most likely first."""

    tekst: str
    onderwerp: str
    goed: frozenset[str]
    gekozen: str
    ranglijst: tuple[tuple[str, float], ...]
    stijl: str = ""
    ms: float = 0.0

    @property
    def juist(self) -> bool:
        return self.gekozen in self.goed

    @property
    def gemist(self) -> bool:
        """Not understood, while it should have been."""
        return self.gekozen == NIET_BEGREPEN and not self.juist

    @property
    def fout(self) -> bool:
        """Answered, with the wrong topic."""
        return not self.juist and not self.gemist

    @property
    def bij_drie(self) -> bool:
        return bool(self.goed & {o for o, _ in self.ranglijst[:3]})


def deel(waar: Iterable[bool]) -> float:
    waarden = list(waar)
    return sum(waarden) / len(waarden) if waarden else float("nan")


def macro_f1(uitslagen: Sequence[Uitslag]) -> float:
    """The mean F1 of the topics that occur; an answer out of `also` is right."""
    tp, fp, fn = Counter[str](), Counter[str](), Counter[str]()
    for u in uitslagen:
        if u.juist:
            tp[u.onderwerp] += 1
        else:
            fn[u.onderwerp] += 1
            fp[u.gekozen] += 1
    onderwerpen = tp.keys() | fn.keys()
    return sum(2 * tp[o] / (2 * tp[o] + fp[o] + fn[o]) for o in onderwerpen) / len(onderwerpen)


def precisie_en_recall(uitslagen: Sequence[Uitslag], onderwerp: str) -> tuple[float, float]:
    return (
        deel(u.juist for u in uitslagen if u.gekozen == onderwerp),
        deel(u.juist for u in uitslagen if u.onderwerp == onderwerp),
    )


def acuut(uitslagen: Sequence[Uitslag], is_acuut: Callable[[str], bool]) -> tuple[float, float]:
    """Recall and false alarms (of all other messages), for a way of telling by the text or the choice."""
    gevaar = [u for u in uitslagen if u.onderwerp == ACUUT]
    ander = [u for u in uitslagen if ACUUT not in u.goed]
    return (
        deel(u.gekozen == ACUUT or is_acuut(u.tekst) for u in gevaar),
        deel(u.gekozen == ACUUT or is_acuut(u.tekst) for u in ander),
    )


@dataclass(frozen=True)
class Vak:
    """One row of the reliability table."""

    van: float
    aantal: int
    kans: float
    juist: float


def betrouwbaarheid(uitslagen: Sequence[Uitslag]) -> list[Vak]:
    """Per tenth of probability: what the model said, and how often its first choice was right."""
    uit = []
    for i in range(10):
        vak = [u for u in uitslagen if i / 10 <= u.ranglijst[0][1] < (i + 1) / 10 or (i == 9 and u.ranglijst[0][1] >= 1)]
        if vak:
            kans = sum(u.ranglijst[0][1] for u in vak) / len(vak)
            uit.append(Vak(i / 10, len(vak), kans, deel(u.ranglijst[0][0] in u.goed for u in vak)))
    return uit


def ijkfout(vakken: Sequence[Vak]) -> float:
    """Expected calibration error."""
    totaal = sum(v.aantal for v in vakken)
    return sum(v.aantal / totaal * abs(v.kans - v.juist) for v in vakken)


@dataclass(frozen=True)
class Drempel:
    """What a threshold does."""

    drempel: float
    marge: float
    beantwoord: float
    juist: float
    fout: float
    fout_overleg: float
    juist_of_aangeboden: float


def drempels(uitslagen: Sequence[Uitslag], waarden: Iterable[tuple[float, float]]) -> list[Drempel]:
    """The trade between answering and asking, for (threshold, margin) pairs."""
    uit = []
    for drempel, marge in waarden:
        beslist = []
        for u in uitslagen:
            (eerste, kans), tweede = u.ranglijst[0], u.ranglijst[1][1]
            beslist.append((u, kans >= drempel and kans - tweede >= marge and eerste != NIET_BEGREPEN, eerste in u.goed))
        uit.append(
            Drempel(
                drempel,
                marge,
                deel(a for _, a, _ in beslist),
                deel((a and j) or (not a and NIET_BEGREPEN in u.goed) for u, a, j in beslist),
                deel(a and not j for _, a, j in beslist),
                deel(a and not j for u, a, j in beslist if u.onderwerp.startswith("overleg/")),
                deel((j if a else u.bij_drie or NIET_BEGREPEN in u.goed) for u, a, j in beslist),
            )
        )
    return uit


def verwarringen(uitslagen: Sequence[Uitslag], hoogstens: int = 20) -> list[tuple[str, str, int]]:
    """(right, chosen, how often), most frequent first."""
    paren = Counter((u.onderwerp, u.gekozen) for u in uitslagen if u.fout)
    return [(juist, gekozen, aantal) for (juist, gekozen), aantal in paren.most_common(hoogstens)]
