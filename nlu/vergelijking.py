"""A message beside all training messages by meaning, fast: most of what understanding takes after the encoder.

In whole numbers of eight bits, a quarter of the memory that every message has to go through.
"""

from __future__ import annotations

import numpy as np

from nlu.e5.gewichten import Matrix
from nlu.kernmodel import gebogen

_NUL = 128
"""What stands for zero in a message's unsigned numbers."""
_STAPPEN = 64
"""Each way, for the training vectors: seven bits, for processors without VNNI."""
_VELD = 16
"""onnxruntime 1.23 writes past a row whose length is no multiple of this, from the 32nd message asked at once on."""


def afgerond(vectoren: Matrix) -> Matrix:
    """Training vectors as `Vergelijking` holds them: a model that learns from these loses nothing by the rounding."""
    schaal = _schaal(vectoren)
    uit: Matrix = np.rint(vectoren / schaal).astype(np.float32) * schaal
    return uit


def _schaal(vectoren: Matrix) -> Matrix:
    uit: Matrix = np.maximum(np.abs(vectoren).max(1, keepdims=True) / _STAPPEN, np.float32(1e-9))
    return uit


class Vergelijking:
    """How alike messages are in meaning to the training messages (`nlu.kernmodel.gebogen`), within a thousandth."""

    def __init__(self, vectoren: Matrix) -> None:
        """
        Args:
            vectoren: sentence vectors of the training messages, of length one, `afgerond`
        """
        import onnxruntime

        self._aantal = len(vectoren)
        keuze = onnxruntime.SessionOptions()
        keuze.intra_op_num_threads = keuze.inter_op_num_threads = 1
        self._product = onnxruntime.InferenceSession(_graaf(vectoren), keuze, providers=["CPUExecutionProvider"])

    def betekenis(self, vectoren: Matrix) -> Matrix:
        """A row a message, a column a training message."""
        # A scale a message: its answer must not depend on which others are asked with it.
        schaal = np.maximum(np.abs(vectoren).max(1, keepdims=True) / (_NUL - 1), np.float32(1e-9))
        geheel = (np.rint(vectoren / schaal) + _NUL).astype(np.uint8)
        gelijk: Matrix = self._product.run(None, {"x": geheel})[0][:, : self._aantal]
        gelijk *= schaal
        return gebogen(gelijk)


def _graaf(vectoren: Matrix) -> bytes:
    """The product with the training vectors as an ONNX graph."""
    import onnx
    from onnx import helper, numpy_helper

    vectoren = np.pad(vectoren, ((0, -len(vectoren) % _VELD), (0, 0)))
    schaal = _schaal(vectoren)
    vast = {
        "training": np.ascontiguousarray(np.rint(vectoren / schaal).astype(np.int8).T),
        "een": np.array(1, np.float32), "schaal": schaal[:, 0], "nul": np.array(_NUL, np.uint8),
    }  # fmt: skip
    product = helper.make_node(
        "MatMulIntegerToFloat", ["x", "training", "een", "schaal", "nul"], ["uit"], domain="com.microsoft"
    )
    graaf = helper.make_graph(
        [product], "vergelijking",
        [helper.make_tensor_value_info("x", onnx.TensorProto.UINT8, ["berichten", vectoren.shape[1]])],
        [helper.make_tensor_value_info("uit", onnx.TensorProto.FLOAT, ["berichten", len(vectoren)])],
        [numpy_helper.from_array(waarde, naam) for naam, waarde in vast.items()],
    )  # fmt: skip
    domeinen = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    uit: bytes = helper.make_model(graaf, opset_imports=domeinen, ir_version=9).SerializeToString()
    return uit
