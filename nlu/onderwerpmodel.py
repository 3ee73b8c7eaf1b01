"""From texts to probabilities per topic, in two steps: a quick one, and a second look when in doubt.

The encoder of the first step takes 3 ms, that of the second 14 to 23. Most messages are clear
after the first, so half of all turns never pay for the second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import joblib
import numpy as np

from nlu.groepen import delen
from nlu.kernmodel import Kenmerken, Kernmodel, Richting, beste_temperatuur, softmax
from nlu.spelling import Spelling, zonder_beleefdheid
from nlu.zinsvector import Matrix, Zinsvector

GEWICHTEN: Mapping[tuple[str, ...], tuple[float, ...]] = {
    ("use",): (0.5, 0.5),
    ("e5",): (0.35, 0.65),
    ("use", "e5"): (0.32, 0.18, 0.5),
}
"""Share of the words and of each sentence vector in how alike two messages are, by the encoders of a step.

Chosen by cross-validation: docs/nlu.md.
"""


class Onderwerpmodel:
    """`leer`, then `kansen`; `bewaar` and `lees` keep everything but the encoders."""

    def __init__(self, encoders: Sequence[Zinsvector], zeker: float) -> None:
        self.klassen: tuple[str, ...] = ()
        self._encoders = list(encoders)
        self._zeker = zeker
        self._kenmerken = Kenmerken()
        self._richtingen: list[Richting] = []
        self._modellen: list[Kernmodel] = []
        self._temperaturen: list[float] = []
        self._spelling = Spelling(())

    def leer(self, teksten: Sequence[str], labels: Sequence[str]) -> Matrix:
        """Train, and return the probabilities that each message gets from a model that did not see it."""
        self.klassen = tuple(sorted(set(labels)))
        index = {klasse: i for i, klasse in enumerate(self.klassen)}
        juist = np.array([index[label] for label in labels])
        doel = np.eye(len(self.klassen), dtype=np.float32)[juist]
        deel = delen(teksten)
        self._spelling = Spelling(teksten)
        self._kenmerken.leer(teksten)
        self._rijen = self._kenmerken.rijen(teksten)
        self._kolommen = self._rijen.T.tocsr()
        gelijk = [(self._rijen @ self._kolommen).toarray()]
        for stap, encoder in enumerate(self._encoders, 1):
            richting = Richting(encoder.vectoren([_rustig(t) for t in teksten]))
            gelijk.append(richting.vectoren @ richting.vectoren.T)
            model = Kernmodel(GEWICHTEN[tuple(e.naam for e in self._encoders[:stap])])
            scores = model.leer(gelijk, doel, deel)
            self._richtingen.append(richting)
            self._modellen.append(model)
            self._temperaturen.append(beste_temperatuur(scores, juist))
        return softmax(scores * self._temperaturen[-1])

    def kansen(self, teksten: Sequence[str], stappen: int | None = None) -> Matrix:
        """A row of probabilities a text; `stappen=1` never takes the second look."""
        teksten = [self._spelling.herstel(zonder_beleefdheid(t)) for t in teksten]
        uit = np.zeros((len(teksten), len(self.klassen)), np.float32)
        gelijk = [self._woordgelijkenis(teksten)]
        open_ = np.arange(len(teksten))
        onderdelen = zip(self._encoders, self._richtingen, self._modellen, self._temperaturen, strict=True)
        for stap, (encoder, richting, model, temperatuur) in enumerate(onderdelen, 1):
            vectoren = richting.eenheid(encoder.vectoren([_rustig(teksten[i]) for i in open_]))
            gelijk.append(vectoren @ richting.vectoren.T)
            uit[open_] = softmax(model.scores(gelijk) * temperatuur)
            twijfel = uit[open_].max(1) < self._zeker
            open_ = open_[twijfel]
            if not len(open_) or stap == stappen:
                break
            gelijk = [g[twijfel] for g in gelijk]
        return uit

    def _woordgelijkenis(self, teksten: Sequence[str]) -> Matrix:
        uit: Matrix = (self._kenmerken.rijen(teksten) @ self._kolommen).toarray()
        return uit

    def bewaar(self, pad: Path) -> None:
        # One dump, so that what the steps share is kept once.
        joblib.dump({k: v for k, v in self.__dict__.items() if k not in ("_encoders", "_kolommen")}, pad)

    @classmethod
    def lees(cls, pad: Path, encoders: Sequence[Zinsvector]) -> Onderwerpmodel:
        toestand = joblib.load(pad)
        model = cls(encoders, toestand["_zeker"])
        model.__dict__.update(toestand)
        # Per word the messages that have it: a message looks up its own words only.
        model._kolommen = toestand["_rijen"].T.tocsr()
        return model


def _rustig(tekst: str) -> str:
    """Sentences typed with the caps lock on; the encoders read capitals as another language. "VK?" stays."""
    return tekst.lower() if tekst.isupper() and len(tekst.split()) > 2 else tekst
