"""A message beside all training messages, fast: this is most of what understanding takes after the encoder.

By words: per piece of a word the messages that have it, so that a message looks up its own pieces only. By
meaning: in whole numbers of eight bits, a quarter of the memory that every message has to go through.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from nlu.kernmodel import gebogen
from nlu.zinsvector import Matrix

_NUL = 128
"""What stands for zero in a message's unsigned numbers."""


class Vergelijking:
    """How alike messages are to the training messages (`nlu.kernmodel.kern`), within a few thousandths."""

    def __init__(self, rijen: sparse.csr_matrix, vectoren: Matrix, deel_woorden: float) -> None:
        """
        Args:
            rijen: words of the training messages, a row each
            vectoren: their sentence vectors, of length one
            deel_woorden: share of the words
        """
        import onnxruntime

        self._kolommen = rijen.tocsc()
        self._deel = np.float32(deel_woorden)
        keuze = onnxruntime.SessionOptions()
        keuze.intra_op_num_threads = keuze.inter_op_num_threads = 1
        self._product = onnxruntime.InferenceSession(_graaf(vectoren), keuze, providers=["CPUExecutionProvider"])

    def kern(self, rijen: sparse.csr_matrix, vectoren: Matrix) -> Matrix:
        """A row a message, a column a training message."""
        # A scale a message: its answer must not depend on which others are asked with it.
        schaal = np.maximum(np.abs(vectoren).max(1, keepdims=True) / (_NUL - 1), np.float32(1e-9))
        geheel = (np.rint(vectoren / schaal) + _NUL).astype(np.uint8)
        alike: Matrix = self._product.run(None, {"x": geheel})[0]
        alike *= schaal * (1 - self._deel)
        for i, (begin, eind) in enumerate(zip(rijen.indptr, rijen.indptr[1:], strict=False)):
            alike[i] += self._kolommen[:, rijen.indices[begin:eind]] @ (self._deel * rijen.data[begin:eind])
        return gebogen(alike)


def _graaf(vectoren: Matrix) -> bytes:
    """The product with the training vectors as an ONNX graph; seven bits of theirs, for processors without VNNI."""
    import onnx
    from onnx import helper, numpy_helper

    schaal = np.maximum(np.abs(vectoren).max(1) / 64, np.float32(1e-9))
    vast = {
        "training": np.ascontiguousarray(np.rint(vectoren / schaal[:, None]).astype(np.int8).T),
        "een": np.array(1, np.float32), "schaal": schaal, "nul": np.array(_NUL, np.uint8),
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
