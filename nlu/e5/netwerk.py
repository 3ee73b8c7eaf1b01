"""The same network in TensorFlow, for training it further (`nlu.e5.bijtrainen`); serving does not need it."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from nlu.e5.gewichten import DIM, LAGEN, Gewichten

_HOOFDEN, _EPS, _NOOIT = 12, 1e-12, -1e9
_KLEIN = tf.bfloat16
"""Products in 16 bits, sums and weights in 32: twice as fast where the processor can, and as good."""


class Netwerk(tf.Module):
    """Sentence vectors from embeddings, with weights that can learn.

    Args:
        lagen: how many layers it has, from below
        vast: how many of those, from below, stay as they are: `onder` computes them once
        uitval: share of the activations that a training step leaves out (dropout)
    """

    def __init__(self, gewichten: Gewichten, lagen: int = LAGEN, vast: int = 0, uitval: float = 0.1) -> None:
        super().__init__()
        self._lagen, self._vast, self._uitval = lagen, vast, uitval
        self._delen = {naam: gewichten.vlak(naam) for naam in ("emb.ln.w", "emb.ln.b")}
        for laag in range(lagen):
            for naam, breedte in (("q", DIM), ("k", DIM), ("v", DIM), ("ao", DIM), ("fi", DIM), ("fo", 4 * DIM)):
                self._delen[f"l{laag}.{naam}.w"] = np.ascontiguousarray(gewichten.matrix(f"l{laag}.{naam}.w", breedte))
                self._delen[f"l{laag}.{naam}.b"] = gewichten.vlak(f"l{laag}.{naam}.b")
            for naam in ("aln.w", "aln.b", "oln.w", "oln.b"):
                self._delen[f"l{laag}.{naam}"] = gewichten.vlak(f"l{laag}.{naam}")
        self.gewicht = {naam: tf.Variable(waarde) for naam, waarde in self._delen.items() if self._leert(naam)}
        """The weights that learn, by name."""
        self._delen = {naam: tf.constant(waarde) for naam, waarde in self._delen.items() if naam not in self.gewicht} | self.gewicht

    def _leert(self, naam: str) -> bool:
        return self._vast == 0 if naam.startswith("emb.") else int(naam[1:].split(".")[0]) >= self._vast

    def onder(self, x: tf.Tensor, masker: tf.Tensor) -> tf.Tensor:
        """What the layers that stay as they are make of embeddings (texts, tokens, DIM): what `vectoren` takes.

        Args:
            masker: 1 for a token, 0 for what fills a text up
        """
        if not self._vast:
            return x
        return self._door(self._begin(x), masker, range(self._vast), False)

    def vectoren(self, x: tf.Tensor, masker: tf.Tensor, leert: bool) -> tf.Tensor:
        """The vector of each text, of length one, from what `onder` gives.

        Args:
            masker: 1 for a token, 0 for what fills a text up
            leert: whether this is a step of the training
        """
        x = self._door(x if self._vast else self._begin(x), masker, range(self._vast, self._lagen), leert)
        return tf.math.l2_normalize(tf.reduce_sum(x * masker[:, :, None], 1), -1)

    def _begin(self, x: tf.Tensor) -> Any:
        return _norm(x, self._delen["emb.ln.w"], self._delen["emb.ln.b"])

    def _door(self, x: tf.Tensor, masker: tf.Tensor, lagen: range, leert: bool) -> Any:
        def laat_uit(y: tf.Tensor) -> tf.Tensor:
            return tf.nn.dropout(y, self._uitval) if leert else y

        negeer = (1 - masker)[:, None, None, :] * _NOOIT
        vorm = tf.shape(x)
        for laag in lagen:
            g = {naam.split(".", 1)[1]: w for naam, w in self._delen.items() if naam.startswith(f"l{laag}.")}
            q, k, v = (
                tf.transpose(tf.reshape(_maal(x, g[f"{d}.w"], g[f"{d}.b"]), (vorm[0], vorm[1], _HOOFDEN, DIM // _HOOFDEN)), (0, 2, 1, 3))
                for d in "qkv"
            )
            scores = tf.cast(tf.matmul(q, k, transpose_b=True), tf.float32) / (DIM // _HOOFDEN) ** 0.5
            aandacht = laat_uit(tf.nn.softmax(scores + negeer))
            samen = tf.transpose(tf.matmul(tf.cast(aandacht, _KLEIN), v), (0, 2, 1, 3))
            erbij = _maal(tf.reshape(samen, vorm), g["ao.w"], g["ao.b"])
            x = _norm(x + laat_uit(tf.cast(erbij, tf.float32)), g["aln.w"], g["aln.b"])
            erbij = _maal(tf.nn.gelu(_maal(x, g["fi.w"], g["fi.b"]), approximate=True), g["fo.w"], g["fo.b"])
            x = _norm(x + laat_uit(tf.cast(erbij, tf.float32)), g["oln.w"], g["oln.b"])
        return x


def _maal(x: tf.Tensor, w: tf.Variable, b: tf.Variable) -> Any:
    vorm = tf.shape(x)
    plat = tf.matmul(tf.cast(tf.reshape(x, (-1, w.shape[0])), _KLEIN), tf.cast(w, _KLEIN))
    return tf.reshape(plat, (vorm[0], vorm[1], w.shape[1])) + tf.cast(b, _KLEIN)


def _norm(x: tf.Tensor, w: tf.Variable, b: tf.Variable) -> Any:
    midden, spreiding = tf.nn.moments(x, -1, keepdims=True)
    return (x - midden) * tf.math.rsqrt(spreiding + _EPS) * w + b
