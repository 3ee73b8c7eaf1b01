"""Kernel ridge regression on words, characters and meaning: one step of the classifier, without Rasa.

Two messages are alike by their words (tf-idf), their characters (tf-idf, so that typos and
dialect stay near) and their sentence vectors. The similarities are summed and bent by an
exponential: that lets them strengthen each other, which a linear model cannot. One Cholesky
solve trains all topics at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.normalisatie import vlak
from nlu.zinsvector import Matrix

# Digits count ("stap 1" is not "stap 5"), and so does a question mark.
_WOORD = r"(?u)\b\w+\b|[?!]"


class Kenmerken:
    """Words and characters of a text as one sparse row of length one or less."""

    WOORD_DEEL = 0.5

    def __init__(self) -> None:
        gedeeld: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32}
        self._woord = TfidfVectorizer(ngram_range=(1, 2), token_pattern=_WOORD, **gedeeld)
        self._teken = TfidfVectorizer(analyzer="char", ngram_range=(3, 5), min_df=3, **gedeeld)

    def leer(self, teksten: Sequence[str]) -> None:
        vlakke = [vlak(t) for t in teksten]
        self._woord.fit(vlakke)
        self._teken.fit(vlakke)

    def rijen(self, teksten: Sequence[str]) -> sparse.csr_matrix:
        vlakke = [vlak(t) for t in teksten]
        woord = self._woord.transform(vlakke) * np.float32(self.WOORD_DEEL**0.5)
        teken = self._teken.transform(vlakke) * np.float32((1 - self.WOORD_DEEL) ** 0.5)
        return sparse.hstack([woord, teken], "csr", np.float32)


class Richting:
    """Sentence vectors with their common direction taken off.

    Raw e5 vectors all point the same way; the mean of the training messages taken off, differences show.
    """

    def __init__(self, vectoren: Matrix) -> None:
        self._midden = vectoren.mean(0)
        self.vectoren = self.eenheid(vectoren)

    def eenheid(self, vectoren: Matrix) -> Matrix:
        los = vectoren - self._midden
        lengte = np.linalg.norm(los, axis=1, keepdims=True)
        uit: Matrix = (los / np.maximum(lengte, 1e-6)).astype(np.float32)
        return uit


class Kernmodel:
    """Scores per topic from how alike a message is to every training message, in several ways at once."""

    def __init__(self, gewichten: Sequence[float], demping: float = 0.03) -> None:
        self._gewichten = gewichten
        self._demping = demping

    def leer(self, gelijk: Sequence[Matrix], doel: Matrix, deel: npt.NDArray[np.intp]) -> Matrix:
        """Train, and return the scores that each part of the data gets from a model trained on the others.

        Args:
            gelijk: how alike the messages are to each other, one square matrix a way
            doel: a row a message, 1 for its topic and 0 elsewhere
            deel: the part of every message
        """
        kern = self._kern(gelijk)
        ongezien = np.zeros_like(doel)
        for d in np.unique(deel):
            binnen, buiten = np.flatnonzero(deel != d), np.flatnonzero(deel == d)
            ongezien[buiten] = kern[np.ix_(buiten, binnen)] @ self._los_op(kern[np.ix_(binnen, binnen)], doel[binnen])
        self._factoren = self._los_op(kern, doel)
        return ongezien

    def scores(self, gelijk: Sequence[Matrix]) -> Matrix:
        """Scores of messages, from how alike they are to the training messages."""
        uit: Matrix = self._kern(gelijk) @ self._factoren
        return uit

    def _kern(self, gelijk: Sequence[Matrix]) -> Matrix:
        kern = np.full_like(gelijk[0], -1)
        for gewicht, g in zip(self._gewichten, gelijk, strict=True):
            kern += np.float32(gewicht) * g
        uit: Matrix = np.exp(kern, out=kern)
        return uit

    def _los_op(self, kern: Matrix, doel: Matrix) -> Matrix:
        kern[np.diag_indices(len(doel))] += self._demping
        factor = cho_factor(kern, overwrite_a=True, check_finite=False)
        return np.ascontiguousarray(cho_solve(factor, doel, check_finite=False), np.float32)


def softmax(scores: npt.NDArray[Any]) -> Matrix:
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    uit: Matrix = (e / e.sum(axis=1, keepdims=True)).astype(np.float32)
    return uit


def beste_temperatuur(scores: Matrix, juist: npt.NDArray[np.intp]) -> float:
    """The factor that makes `softmax(scores * factor)` honest on messages not trained on."""

    def verlies(log_factor: float) -> float:
        kansen = softmax(scores * np.exp(log_factor))
        return float(-np.log(np.maximum(kansen[np.arange(len(juist)), juist], 1e-9)).mean())

    return float(np.exp(minimize_scalar(verlies, bounds=(0, 6), method="bounded").x))
