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
from nlu.kernmodel import Instelling, Kenmerken, Kernmodel, beste_temperatuur, softmax, woordgelijkenis
from nlu.zinsvector import Matrix, Zinsvector

STAPPEN: Mapping[str, Instelling] = {"use": Instelling(zin=0.45), "e5": Instelling(zin=0.65)}
"""The steps by the name of their encoder, and the share of the sentence vector in each."""


class Onderwerpmodel:
    """`leer`, then `kansen`; `bewaar` and `lees` keep everything but the encoders."""

    def __init__(self, encoders: Sequence[Zinsvector], zeker: float) -> None:
        self.klassen: tuple[str, ...] = ()
        self._encoders = list(encoders)
        self._zeker = zeker
        self._kenmerken = Kenmerken()
        self._modellen: list[Kernmodel] = []
        self._temperaturen: list[float] = []

    def leer(self, teksten: Sequence[str], labels: Sequence[str]) -> Matrix:
        """Train, and return the probabilities that each message gets from a model that did not see it."""
        self.klassen = tuple(sorted(set(labels)))
        index = {klasse: i for i, klasse in enumerate(self.klassen)}
        juist = np.array([index[label] for label in labels])
        self._kenmerken.leer(teksten)
        rijen = self._kenmerken.rijen(teksten)
        gelijk = woordgelijkenis(rijen)
        doel = np.eye(len(self.klassen), dtype=np.float32)[juist]
        deel = delen(teksten)
        som = np.zeros_like(doel)
        for stap, encoder in enumerate(self._encoders, 1):
            model = Kernmodel(STAPPEN[encoder.naam])
            som += model.leer(rijen, gelijk, encoder.vectoren(teksten), doel, deel)
            self._modellen.append(model)
            self._temperaturen.append(beste_temperatuur(som / stap, juist))
            ongezien = softmax(som / stap * self._temperaturen[-1])
        return ongezien

    def kansen(self, teksten: Sequence[str], stappen: int | None = None) -> Matrix:
        """A row of probabilities a text; `stappen=1` never takes the second look."""
        rijen = self._kenmerken.rijen(teksten)
        uit = np.zeros((len(teksten), len(self.klassen)), np.float32)
        som = np.zeros_like(uit)
        open_ = np.arange(len(teksten))
        for stap, (encoder, model) in enumerate(zip(self._encoders, self._modellen, strict=True), 1):
            vectoren = encoder.vectoren([teksten[i] for i in open_])
            som[open_] += model.scores(rijen[open_], vectoren)
            uit[open_] = softmax(som[open_] / stap * self._temperaturen[stap - 1])
            open_ = open_[uit[open_].max(1) < self._zeker]
            if not len(open_) or stap == stappen:
                break
        return uit

    def bewaar(self, pad: Path) -> None:
        # One dump, so that what the steps share is kept once.
        joblib.dump({k: v for k, v in self.__dict__.items() if k != "_encoders"}, pad)

    @classmethod
    def lees(cls, pad: Path, encoders: Sequence[Zinsvector]) -> Onderwerpmodel:
        toestand = joblib.load(pad)
        model = cls(encoders, toestand["_zeker"])
        model.__dict__.update(toestand)
        return model
