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
        uitval: share of the activations that a training step leaves out (dropout)
    """

    def __init__(self, gewichten: Gewichten, uitval: float = 0.1) -> None:
        super().__init__()
        self._uitval = uitval
        self.gewicht = {naam: tf.Variable(gewichten.vlak(naam)) for naam in ("emb.ln.w", "emb.ln.b")}
        for laag in range(LAGEN):
            for naam, breedte in (("q", DIM), ("k", DIM), ("v", DIM), ("ao", DIM), ("fi", DIM), ("fo", 4 * DIM)):
                self.gewicht[f"l{laag}.{naam}.w"] = tf.Variable(np.ascontiguousarray(gewichten.matrix(f"l{laag}.{naam}.w", breedte)))
                self.gewicht[f"l{laag}.{naam}.b"] = tf.Variable(gewichten.vlak(f"l{laag}.{naam}.b"))
            for naam in ("aln.w", "aln.b", "oln.w", "oln.b"):
                self.gewicht[f"l{laag}.{naam}"] = tf.Variable(gewichten.vlak(f"l{laag}.{naam}"))

    def vectoren(self, x: tf.Tensor, masker: tf.Tensor, leert: bool) -> tf.Tensor:
        """The vector of each text, not of length one, from embeddings (texts, tokens, DIM).

        Args:
            masker: 1 for a token, 0 for what fills a text up
            leert: whether this is a step of the training
        """

        def laat_uit(y: tf.Tensor) -> tf.Tensor:
            return tf.nn.dropout(y, self._uitval) if leert else y

        negeer = (1 - masker)[:, None, None, :] * _NOOIT
        vorm = tf.shape(x)
        x = _norm(x, self.gewicht["emb.ln.w"], self.gewicht["emb.ln.b"])
        for laag in range(LAGEN):
            g = {naam.split(".", 1)[1]: w for naam, w in self.gewicht.items() if naam.startswith(f"l{laag}.")}
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
        return tf.reduce_sum(x * masker[:, :, None], 1) / tf.reduce_sum(masker, 1, keepdims=True)


def _maal(x: tf.Tensor, w: tf.Variable, b: tf.Variable) -> Any:
    vorm = tf.shape(x)
    plat = tf.matmul(tf.cast(tf.reshape(x, (-1, w.shape[0])), _KLEIN), tf.cast(w, _KLEIN))
    return tf.reshape(plat, (vorm[0], vorm[1], w.shape[1])) + tf.cast(b, _KLEIN)


def _norm(x: tf.Tensor, w: tf.Variable, b: tf.Variable) -> Any:
    midden, spreiding = tf.nn.moments(x, -1, keepdims=True)
    return (x - midden) * tf.math.rsqrt(spreiding + _EPS) * w + b
