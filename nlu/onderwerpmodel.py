"""From texts to probabilities per topic: spelling, words, one sentence vector, kernel, temperature."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import joblib
import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from nlu.e5.gewichten import Matrix
from nlu.groepen import delen
from nlu.kernmodel import Kenmerken, Kernmodel, Richting, beste_temperatuur, kern, softmax
from nlu.spelling import Spelling, zonder_beleefdheid
from nlu.verborgen import leesbaar as zonder_verborgen
from nlu.vergelijking import Vergelijking, afgerond
from nlu.zinsvector import Zinsvector

DEEL_WOORDEN = {"e5": 0.35, "use": 0.5}
"""Share of the words in how alike two messages are, by encoder; chosen by cross-validation: docs/nlu.md."""
_DELEN = 4


class Onderwerpmodel:
    """`leer`, then `kansen`; `bewaar` and `lees` keep everything but the encoder."""

    def __init__(self, encoder: Zinsvector) -> None:
        self.klassen: tuple[str, ...] = ()
        self._encoder = encoder
        self._kenmerken = Kenmerken()
        self._kernmodel = Kernmodel(DEEL_WOORDEN[encoder.naam])
        self._temperatuur = 1.0
        self._spelling = Spelling(())

    def leer(self, teksten: Sequence[str], labels: Sequence[str], delen_gemeten: int = 1) -> tuple[npt.NDArray[np.intp], Matrix]:
        """Train, and give the probabilities that messages get from a model that did not see them.

        The temperature is fitted on those. One part of four says enough for it; `delen_gemeten=4` is
        cross-validation of everything, and takes four times as long. Messages that the encoder was trained on are not measured.

        Returns:
            the positions of the messages that were measured, and a row of probabilities for each
        """
        self.klassen = tuple(sorted(set(labels)))
        index = {klasse: i for i, klasse in enumerate(self.klassen)}
        juist = np.array([index[label] for label in labels])
        doel = np.eye(len(self.klassen), dtype=np.float32)[juist]
        leesbaar = [zonder_verborgen(t) for t in teksten]
        self._spelling = Spelling(leesbaar)
        self._kenmerken.leer(leesbaar)
        rijen = self._kenmerken.rijen(leesbaar)
        vectoren = self._encoder.vectoren([rustig(t) for t in leesbaar])
        self._richting = Richting(vectoren)
        vectoren = afgerond(self._richting.eenheid(vectoren))
        vers = ~self._encoder.gezien(teksten)
        if not vers.any():
            vers[:] = True
        # To measure once: what the encoder has not seen either, when there is such a part.
        deel = delen(teksten, _DELEN) if vers.all() or delen_gemeten > 1 else np.where(vers, 0, 1)
        gemeten: list[npt.NDArray[np.intp]] = []
        scores: list[Matrix] = []
        # One thread is for serving, where the other cores have messages of their own.
        with threadpool_limits(len(os.sched_getaffinity(0)), user_api="blas"):
            for d in range(delen_gemeten):
                apart = vers & (deel == d)
                gemeten.append(np.flatnonzero(apart))
                # The measured ones last, as the kernel model wants them.
                volgorde = np.argsort(apart, kind="stable")
                self._vectoren, woorden = vectoren[volgorde], rijen[volgorde]
                gelijk = kern(woorden, self._vectoren, DEEL_WOORDEN[self._encoder.naam])
                scores.append(self._kernmodel.leer(gelijk, doel[volgorde], woorden, len(gemeten[-1])))
        plaatsen, alle = np.concatenate(gemeten), np.vstack(scores)
        self._temperatuur = beste_temperatuur(alle, juist[plaatsen])
        self._vergelijking = Vergelijking(self._vectoren)
        return plaatsen, softmax(alle * self._temperatuur)

    def kansen(self, teksten: Sequence[str]) -> Matrix:
        """A row of probabilities a text."""
        teksten = [self._spelling.herstel(zonder_beleefdheid(zonder_verborgen(t))) for t in teksten]
        vectoren = self._richting.eenheid(self._encoder.vectoren([rustig(t) for t in teksten]))
        scores = self._kernmodel.scores(map(self._kenmerken.rij, teksten), self._vergelijking.betekenis(vectoren))
        return softmax(scores * self._temperatuur)

    def bewaar(self, pad: Path) -> None:
        joblib.dump({k: v for k, v in self.__dict__.items() if k not in ("_encoder", "_vergelijking")}, pad)

    @classmethod
    def lees(cls, pad: Path, encoder: Zinsvector) -> Onderwerpmodel:
        model = cls(encoder)
        model.__dict__.update(joblib.load(pad))
        model._vergelijking = Vergelijking(model._vectoren)
        del model._vectoren  # a model that serves needs them no more
        return model


def rustig(tekst: str) -> str:
    """Sentences typed with the caps lock on; the encoders read capitals as another language. "VK?" stays."""
    return tekst.lower() if tekst.isupper() and len(tekst.split()) > 2 else tekst
