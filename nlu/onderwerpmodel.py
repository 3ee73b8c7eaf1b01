"""From texts to probabilities per topic: spelling, words, one sentence vector, kernel, temperature."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import joblib
import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from nlu.groepen import delen
from nlu.kernmodel import Kenmerken, Kernmodel, Richting, beste_temperatuur, kern, softmax
from nlu.spelling import Spelling, zonder_beleefdheid
from nlu.vergelijking import Vergelijking, afgerond
from nlu.zinsvector import Matrix, Zinsvector

DEEL_WOORDEN = {"e5": 0.35, "use": 0.5}
"""Share of the words in how alike two messages are, by encoder; chosen by cross-validation: docs/nlu.md."""
_DELEN = 4


class Onderwerpmodel:
    """`leer`, then `kansen`; `bewaar` and `lees` keep everything but the encoder."""

    def __init__(self, encoder: Zinsvector) -> None:
        self.klassen: tuple[str, ...] = ()
        self._encoder = encoder
        self._kenmerken = Kenmerken()
        self._kernmodel = Kernmodel()
        self._temperatuur = 1.0
        self._spelling = Spelling(())

    def leer(self, teksten: Sequence[str], labels: Sequence[str], delen_gemeten: int = 1) -> tuple[npt.NDArray[np.intp], Matrix]:
        """Train, and give the probabilities that messages get from a model that did not see them.

        The temperature is fitted on those. One part of four says enough for it; `delen_gemeten=4` is
        cross-validation of everything, and takes twice as long. Messages that the encoder was trained on are not measured.

        Returns:
            the positions of the messages that were measured, and a row of probabilities for each
        """
        self.klassen = tuple(sorted(set(labels)))
        index = {klasse: i for i, klasse in enumerate(self.klassen)}
        juist = np.array([index[label] for label in labels])
        doel = np.eye(len(self.klassen), dtype=np.float32)[juist]
        leesbaar = [_leesbaar(t) for t in teksten]
        self._spelling = Spelling(leesbaar)
        self._kenmerken.leer(leesbaar)
        self._rijen = self._kenmerken.rijen(leesbaar)
        vectoren = self._encoder.vectoren([_rustig(t) for t in leesbaar])
        self._richting = Richting(vectoren)
        self._vectoren = afgerond(self._richting.eenheid(vectoren))
        # One thread is for serving, where the other cores have messages of their own.
        with threadpool_limits(len(os.sched_getaffinity(0)), user_api="blas"):
            gelijk = kern(self._rijen, self._vectoren, self._deel_woorden)
            vers = ~self._encoder.gezien(teksten)
            if not vers.any():
                vers[:] = True
            # To measure once: what the encoder has not seen either, when there is such a part.
            deel = delen(teksten, _DELEN) if vers.all() or delen_gemeten > 1 else np.where(vers, 0, 1)
            plaatsen = [np.flatnonzero(vers & (deel == d)) for d in range(delen_gemeten)]
            alle = [self._kernmodel.ongezien(gelijk, doel, deel == d)[vers[deel == d]] for d in range(delen_gemeten)]
            self._kernmodel.leer(gelijk, doel)
        gemeten, scores = np.concatenate(plaatsen), np.vstack(alle)
        self._temperatuur = beste_temperatuur(scores, juist[gemeten])
        self._maak_klaar()
        return gemeten, softmax(scores * self._temperatuur)

    def kansen(self, teksten: Sequence[str]) -> Matrix:
        """A row of probabilities a text."""
        teksten = [self._spelling.herstel(zonder_beleefdheid(_leesbaar(t))) for t in teksten]
        vectoren = self._richting.eenheid(self._encoder.vectoren([_rustig(t) for t in teksten]))
        gelijk = self._vergelijking.kern(self._kenmerken.rijen(teksten), vectoren)
        return softmax(self._kernmodel.scores(gelijk) * self._temperatuur)

    @property
    def _deel_woorden(self) -> float:
        return DEEL_WOORDEN[self._encoder.naam]

    def _maak_klaar(self) -> None:
        self._vergelijking = Vergelijking(self._rijen, self._vectoren, self._deel_woorden)

    def bewaar(self, pad: Path) -> None:
        joblib.dump({k: v for k, v in self.__dict__.items() if k not in ("_encoder", "_vergelijking")}, pad)

    @classmethod
    def lees(cls, pad: Path, encoder: Zinsvector) -> Onderwerpmodel:
        model = cls(encoder)
        model.__dict__.update(joblib.load(pad))
        model._maak_klaar()
        del model._rijen, model._vectoren  # a model that serves needs them no more
        return model


def _leesbaar(tekst: str) -> str:
    """A hidden name as a word: the encoder makes nothing of "[verborgen_naam] wil niet"; it cost 5 points of such messages."""
    return tekst.replace("[verborgen_naam]", "iemand")


def _rustig(tekst: str) -> str:
    """Sentences typed with the caps lock on; the encoders read capitals as another language. "VK?" stays."""
    return tekst.lower() if tekst.isupper() and len(tekst.split()) > 2 else tekst
