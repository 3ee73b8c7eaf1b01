"""Reads a message a second time, for one question: is a child in danger now?

All twelve layers of the encoder, trained further on that question (`nlu.e5.bijtrainen`), where the topics need six. It
costs twice as much, so only messages with a whiff of danger are read this way: about one of eleven that have none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kindreflex.gesprek import Gevaar
from kindreflex.verwijzing import is_algemene_vraag
from nlu.e5.encoder import Encoder
from nlu.e5.gewichten import ALLE_LAGEN, GEVAAR, gewichten
from nlu.onderwerpmodel import rustig
from nlu.verborgen import leesbaar

_KORT, _HOOGSTENS = 3, 8
"""A sentence of so few words ("wat nu?") goes with the one before; and there are at most so many parts."""
_ONZEKER = 1e-4
_ZINSEINDE = re.compile(r"(?<=[.!?;\n])\s+")


@dataclass(frozen=True)
class Weging:
    """How much each counts, in logits.

    `python -m nlu.weging` finds them, on sets that nothing was trained on, but for two: `alarm` is more than the rules
    earn there (2), so that they suffice unless much speaks against it, and `deel` makes a sentence by itself count for less
    than the message as a whole: in a story each may sound like danger.
    """

    onderwerp: float
    lezing: float
    deel: float
    alarm: float
    vraag: float
    plus: float

    def samen(self, onderwerp: Sequence[float], lezing: Sequence[float], alarm: bool, vraag: bool) -> float:
        """The probability of danger now.

        Args:
            onderwerp: the probability that the classifier gives the topic, of the message and of each of its parts
            lezing: how sure the second reading is of each, a logit
            alarm: whether the rules raised the alarm
            vraag: whether it is a general question about danger
        """
        geheel, *delen = (self.onderwerp * logit(o) + self.lezing * z for o, z in zip(onderwerp, lezing, strict=True))
        som = max([geheel, *(deel - self.deel for deel in delen)]) + self.alarm * alarm + self.vraag * vraag + self.plus
        return 1 / (1 + math.exp(-som))


ZEKER, MISSCHIEN = 0.2, 0.05
"""From these probabilities on the state is set, or the numbers stand on top: `tests/nlu/test_acuut_samen.py`."""
WEGING = Weging(onderwerp=0.33, lezing=0.55, deel=1.0, alarm=3.2, vraag=-1.32, plus=-1.88)


class Gevaarlezer:
    """Weighs what the second reading says together with the classifier and the rules."""

    def __init__(self) -> None:
        geleerd = gewichten(GEVAAR)
        self._encoder = Encoder(geleerd, ALLE_LAGEN)
        self._kop, self._plus = geleerd.vlak("kop"), float(geleerd.vlak("plus")[0])

    def oordeel(self, tekst: str, onderwerp: Sequence[float], alarm: bool) -> Gevaar:
        """Whether a child is in danger now.

        Args:
            tekst: the message, with what was hidden in it
            onderwerp: the probability that the classifier gives the topic, in each of its `stukken`
            alarm: whether the rules raised the alarm
        """
        kans = WEGING.samen(onderwerp, self.zekerheid(stukken(tekst)), alarm, is_algemene_vraag(tekst))
        return "ja" if kans >= ZEKER else "misschien" if kans >= MISSCHIEN else "nee"

    def zekerheid(self, teksten: Sequence[str]) -> list[float]:
        """How sure the second reading is of each text, as a logit."""
        vectoren = self._encoder.vectoren([rustig(leesbaar(tekst)) for tekst in teksten])
        return [float(z) + self._plus for z in vectoren @ self._kop]


def stukken(tekst: str) -> list[str]:
    """What of a message is read: the whole, and when it has more than one sentence each of them.

    Danger with a question behind it looks like that question as a whole.
    """
    zinnen: list[str] = []
    for zin in _ZINSEINDE.split(tekst):
        if zinnen and len(zin.split()) <= _KORT:
            zinnen[-1] += f" {zin}"
        else:
            zinnen.append(zin)
    if len(zinnen) == 1:
        return [tekst]
    samen = math.ceil(len(zinnen) / _HOOGSTENS)
    return [tekst, *(" ".join(zinnen[i : i + samen]) for i in range(0, len(zinnen), samen))]


def logit(kans: float) -> float:
    """Log odds, of a probability that is not taken for sure either way."""
    kans = min(max(kans, _ONZEKER), 1 - _ONZEKER)
    return math.log(kans / (1 - kans))
