"""Kernel ridge regression on words, characters and meaning: the classifier, without Rasa.

Two messages are alike by their words (tf-idf), their characters (tf-idf, so that typos and
dialect stay near) and their sentence vector. How alike they are in meaning is bent by an
exponential, so that near messages count for more than many far ones; words are added as they
are, so that a message in the end looks up a weight a word. One system of equations trains all
topics at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import CountVectorizer

from nlu.cholesky import los_op
from nlu.e5.gewichten import Matrix
from nlu.normalisatie import vlak

# Digits count ("stap 1" is not "stap 5"), and so does a question mark.
_WOORD = r"(?u)\b\w+\b|[?!]"
_ZELDEN = 3
"""Pieces of words in fewer messages than this are chance."""
_BOCHT = 2.0
"""How much more a near message counts than a far one: 1 to 3 differ little, 6 is worse."""
Rij = tuple[npt.NDArray[np.int32], Matrix]
_RIJEN = 2048
"""Rows at a time: a second matrix of all messages by all messages would be another gigabyte."""


class Kenmerken:
    """Words and characters of a text as one sparse row of length one or less.

    Cut up by scikit-learn, counted and weighed (tf-idf) here: for one text its own counting is mostly checks.
    """

    def __init__(self) -> None:
        self._soorten = (
            CountVectorizer(ngram_range=(1, 2), token_pattern=_WOORD),
            CountVectorizer(analyzer="char", ngram_range=(3, 5)),
        )
        self._woordenschat: list[dict[str, int]] = []
        self._gewicht: list[Matrix] = []

    def leer(self, teksten: Sequence[str]) -> None:
        vlakke = [vlak(t) for t in teksten]
        # What stands in one of twenty messages tells little, and is most of the work of comparing.
        vaak = max(_ZELDEN, len(vlakke) // 20)
        for soort, minstens, hoogstens in zip(self._soorten, (1, _ZELDEN), (len(vlakke), vaak), strict=True):
            in_berichten = Counter(stuk for tekst in vlakke for stuk in set(soort.build_analyzer()(tekst)))
            aantal = {stuk: n for stuk, n in sorted(in_berichten.items()) if minstens <= n <= hoogstens}
            self._woordenschat.append({stuk: plaats for plaats, stuk in enumerate(aantal)})
            telling = np.fromiter(aantal.values(), np.float32)
            self._gewicht.append((np.log((1 + len(vlakke)) / (1 + telling)) + 1).astype(np.float32))

    def rijen(self, teksten: Sequence[str]) -> sparse.csr_matrix:
        plaatsen, waarden = zip(*map(self.rij, teksten), strict=True)
        indptr = np.cumsum([0, *map(len, plaatsen)])
        vorm = (len(teksten), sum(map(len, self._gewicht)))
        return sparse.csr_matrix((np.concatenate(waarden), np.concatenate(plaatsen), indptr), vorm)

    def rij(self, tekst: str) -> Rij:
        """Where a text has something, and how much."""
        plat = vlak(tekst)
        plaatsen, waarden, vanaf = [], [], 0
        for soort, woordenschat, gewicht in zip(self._soorten, self._woordenschat, self._gewicht, strict=True):
            telling = Counter(map(woordenschat.get, soort.build_analyzer()(plat)))
            telling.pop(None, None)
            plaats = np.fromiter(telling, np.int32, len(telling))
            waarde = (1 + np.log(np.fromiter(telling.values(), np.float32, len(telling)))) * gewicht[plaats]
            plaatsen.append(plaats + np.int32(vanaf))
            waarden.append(waarde * np.float32(0.5**0.5 / (np.linalg.norm(waarde) or 1)))
            vanaf += len(gewicht)
        return np.concatenate(plaatsen), np.concatenate(waarden)


class Richting:
    """Sentence vectors in the directions in which the training messages differ, of length one.

    Raw e5 vectors all point nearly the same way. A third of the directions says nearly as much as all of them.
    """

    DIM = 128

    def __init__(self, vectoren: Matrix) -> None:
        pca = PCA(min(self.DIM, *vectoren.shape), random_state=0).fit(vectoren)
        self._midden, self._assen = pca.mean_, np.ascontiguousarray(pca.components_.T)

    def eenheid(self, vectoren: Matrix) -> Matrix:
        los = (vectoren - self._midden) @ self._assen
        lengte = np.linalg.norm(los, axis=1, keepdims=True)
        uit: Matrix = (los / np.maximum(lengte, 1e-6)).astype(np.float32)
        return uit


def kern(rijen: sparse.csr_matrix, vectoren: Matrix, deel_woorden: float) -> Matrix:
    """How alike the training messages are to each other, by words and by meaning together.

    Args:
        rijen: their words, a row each
        vectoren: their sentence vectors, of length one
        deel_woorden: share of the words
    """
    uit = np.empty((len(vectoren), len(vectoren)), np.float32)
    kolommen = rijen.T.tocsr()
    for begin in range(0, len(uit), _RIJEN):
        deel = slice(begin, begin + _RIJEN)
        uit[deel] = gebogen(vectoren[deel] @ vectoren.T)
        uit[deel] *= np.float32(1 - deel_woorden)
        uit[deel] += (rijen[deel] @ kolommen).toarray() * np.float32(deel_woorden)
    return uit


def gebogen(gelijk: Matrix) -> Matrix:
    """How alike in meaning, up to one, bent by an exponential; overwrites it."""
    gelijk -= 1
    gelijk *= np.float32(_BOCHT)
    return np.exp(gelijk, out=gelijk)


class Kernmodel:
    """Scores per topic from how alike a message is to every training message."""

    def __init__(self, deel_woorden: float, demping: float = 0.03) -> None:
        self._deel = np.float32(deel_woorden)
        self._demping = demping

    def leer(self, gelijk: Matrix, doel: Matrix, rijen: sparse.csr_matrix, apart: int) -> Matrix:
        """Train; overwrites `gelijk`.

        Args:
            gelijk: how alike the messages are to each other (`kern`)
            doel: a row a message, 1 for its topic and 0 elsewhere
            rijen: their words, a row each
            apart: how many of the last messages are measured

        Returns:
            the scores that those get from a model trained on the others
        """
        gelijk[np.diag_indices(len(doel))] += self._demping
        factoren = los_op(gelijk, doel)
        # What words add is linear: a weight a word and topic says it without the messages. Half precision: 45 MB less.
        self._woorden = ((rijen.T @ factoren) * self._deel).astype(np.float16)
        self._factoren = factoren * (1 - self._deel)
        # The last block of the Cholesky factor is that of what the other messages leave unexplained: no second system.
        begin = len(doel) - apart
        rest = np.tril(gelijk[begin:, begin:])
        uit: Matrix = doel[begin:] - rest @ (rest.T @ factoren[begin:])
        return uit

    def scores(self, rijen: Iterable[Rij], betekenis: Matrix) -> Matrix:
        """Scores of messages.

        Args:
            rijen: their words
            betekenis: how alike they are in meaning to the training messages, `gebogen`
        """
        uit: Matrix = betekenis @ self._factoren
        for scores, (plaatsen, waarden) in zip(uit, rijen, strict=True):
            scores += waarden @ self._woorden[plaatsen].astype(np.float32)
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
