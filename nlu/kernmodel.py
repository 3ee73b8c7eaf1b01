"""Kernel ridge regression on words, characters and meaning: one step of the classifier, without Rasa.

Two messages are alike by their words (tf-idf), their characters (tf-idf, so that typos and
dialect stay near) and their sentence vectors. The similarities are summed and bent by an
exponential: that lets them strengthen each other, which a linear model cannot. One Cholesky
solve trains all topics at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.zinsvector import Matrix

# Digits count ("stap 1" is not "stap 5"), and so does a question mark.
_WOORD = r"(?u)\b\w+\b|[?!]"


@dataclass(frozen=True)
class Instelling:
    """Chosen by cross-validation: see docs/nlu.md."""

    zin: float
    """Share of the sentence vector in the similarity; words and characters share the rest."""
    helling: float = 1.0
    demping: float = 0.05


class Kenmerken:
    """Words and characters of a text as one sparse row of length one or less."""

    WOORD_DEEL = 0.6

    def __init__(self) -> None:
        gedeeld: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32}
        self._woord = TfidfVectorizer(ngram_range=(1, 2), token_pattern=_WOORD, **gedeeld)
        self._teken = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, **gedeeld)

    def leer(self, teksten: Sequence[str]) -> None:
        self._woord.fit(teksten)
        self._teken.fit(teksten)

    def rijen(self, teksten: Sequence[str]) -> sparse.csr_matrix:
        woord = self._woord.transform(teksten) * np.float32(self.WOORD_DEEL**0.5)
        teken = self._teken.transform(teksten) * np.float32((1 - self.WOORD_DEEL) ** 0.5)
        return sparse.hstack([woord, teken], "csr", np.float32)


class Kernmodel:
    """Scores per topic from sparse rows (of `Kenmerken`) and raw sentence vectors."""

    def __init__(self, instelling: Instelling) -> None:
        self.instelling = instelling

    def leer(
        self, rijen: sparse.csr_matrix, gelijk: Matrix, vectoren: Matrix, doel: Matrix, deel: npt.NDArray[np.intp]
    ) -> Matrix:
        """Train, and return the scores that each part of the data gets from a model trained on the others.

        Args:
            rijen: the messages, as `Kenmerken` makes them
            gelijk: `woordgelijkenis(rijen)`, which several models share
            vectoren: their raw sentence vectors
            doel: a row a message, 1 for its topic and 0 elsewhere
            deel: the part of every message
        """
        self._rijen = rijen
        self._midden = vectoren.mean(0)
        self._vectoren = self._eenheid(vectoren)
        kern = self._buig(gelijk.copy(), self._vectoren)
        ongezien = np.zeros_like(doel)
        for d in np.unique(deel):
            binnen, buiten = np.flatnonzero(deel != d), np.flatnonzero(deel == d)
            gewichten = self._los_op(kern[np.ix_(binnen, binnen)], doel[binnen])
            ongezien[buiten] = kern[np.ix_(buiten, binnen)] @ gewichten
        self._gewichten = self._los_op(kern, doel)
        return ongezien

    def _los_op(self, kern: Matrix, doel: Matrix) -> Matrix:
        kern[np.diag_indices(len(doel))] += self.instelling.demping
        factor = cho_factor(kern, overwrite_a=True, check_finite=False)
        return np.ascontiguousarray(cho_solve(factor, doel, check_finite=False), np.float32)

    def scores(self, rijen: sparse.csr_matrix, vectoren: Matrix) -> Matrix:
        uit: Matrix = self._kern(rijen, self._eenheid(vectoren)) @ self._gewichten
        return uit

    def _eenheid(self, vectoren: Matrix) -> Matrix:
        # Raw e5 vectors all point the same way; the mean taken off, differences show.
        los = vectoren - self._midden
        lengte = np.linalg.norm(los, axis=1, keepdims=True)
        uit: Matrix = (los / np.maximum(lengte, 1e-6)).astype(np.float32)
        return uit

    def _kern(self, rijen: sparse.csr_matrix, vectoren: Matrix) -> Matrix:
        if rijen.shape[0] == 1:
            # The way of one message: sparse times dense is many times faster than sparse times sparse.
            gelijk = (self._rijen @ rijen.toarray()[0])[None, :]
        else:
            gelijk = (rijen @ self._rijen.T).toarray()
        return self._buig(gelijk, vectoren)

    def _buig(self, gelijk: Matrix, vectoren: Matrix) -> Matrix:
        gelijk *= 1 - self.instelling.zin
        gelijk += self.instelling.zin * (vectoren @ self._vectoren.T)
        gelijk -= 1
        gelijk *= self.instelling.helling
        uit: Matrix = np.exp(gelijk, out=gelijk)
        return uit


def woordgelijkenis(rijen: sparse.csr_matrix) -> Matrix:
    """How alike all messages are by words and characters."""
    uit: Matrix = (rijen @ rijen.T).toarray()
    return uit


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
