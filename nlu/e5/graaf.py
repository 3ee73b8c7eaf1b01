"""The network as an ONNX graph, made in memory from the weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.e5.gewichten import DIM, LAGEN, Gewichten, Matrix

_HOOFDEN, _EPS, _VEEL = 12, 1e-12, 1 << 40
_APART_VANAF = 4
_STANDAARD = ("LayerNormalization", "DynamicQuantizeLinear", "Slice", "Concat", "ReduceMean")


class Graaf:
    """Writes the ONNX graph: fused operators of onnxruntime with int8 weights.

    Activations get their scale on the fly, one for a whole matrix. Halfway a layer, from the fifth
    on, the tokens of begin and end hold a few values tens of times larger than any word's; with a
    scale of their own they leave the words their precision. Hence both stand in front, and are
    split off there.
    """

    def __init__(self, gewichten: Gewichten, lagen: int = LAGEN) -> None:
        import onnx

        self._g, self._onnx = gewichten, onnx
        # Filled in place: put together from lists, the weights would be in memory four times.
        self._model = onnx.ModelProto(ir_version=9)
        for domein, versie in ("", 18), ("com.microsoft", 1):
            self._model.opset_import.add(domain=domein, version=versie)
        self._model.graph.name = "e5"
        self._getal = {n: self._vast(np.array([n])) for n in (0, 1, 2, _VEEL)}
        self._nul = self._vast(np.zeros(3 * DIM, np.int8))
        (x,) = self._knoop("LayerNormalization", "x", *self._vlakken("emb.ln.w", "emb.ln.b"), epsilon=_EPS)
        for laag in range(lagen):
            x = self._laag(f"l{laag}.", x, laag >= _APART_VANAF)
        (uit,) = self._knoop("ReduceMean", x, self._getal[1], keepdims=0)
        vorm, soort = onnx.helper.make_tensor_value_info, onnx.TensorProto.FLOAT
        self._model.graph.input.append(vorm("x", soort, ["teksten", "tokens", DIM]))
        self._model.graph.output.append(vorm(uit, soort, ["teksten", DIM]))
        self.bytes: bytes = self._model.SerializeToString()

    def _laag(self, laag: str, x: str, apart: bool) -> str:
        qkv, schaal = self._klein(np.concatenate([self._g.matrix(f"{laag}{deel}.w") for deel in "qkv"], 1))
        plus = self._vast(np.concatenate([self._g.vlak(f"{laag}{deel}.b") for deel in "qkv"]))
        waarde, maat, midden = self._knoop("DynamicQuantizeLinear", x, uitgangen=3)
        invoer = (waarde, qkv, plus, maat, schaal, "", midden, self._nul)
        delen = self._knoop("QAttention", *invoer, num_heads=_HOOFDEN)
        delen = self._knoop("DynamicQuantizeMatMul", *delen, *self._klein(self._g.matrix(laag + "ao.w")))
        vlakken = self._vlakken(laag + "aln.w", laag + "aln.b", laag + "ao.b")
        (x,) = self._knoop("SkipLayerNormalization", x, *delen, *vlakken, epsilon=_EPS)
        heen, plus_heen = self._klein(self._g.matrix(laag + "fi.w")), self._vlakken(laag + "fi.b")
        terug = self._klein(self._g.matrix(laag + "fo.w", 4 * DIM))
        stukken = [self._snij(x, 0, 2), self._snij(x, 2, _VEEL)] if apart else [x]
        delen = []
        for stuk in stukken:
            deel = self._knoop("DynamicQuantizeMatMul", stuk, *heen)
            deel = self._knoop("FastGelu", *deel, *plus_heen)
            delen += self._knoop("DynamicQuantizeMatMul", *deel, *terug)
        if apart:
            delen = self._knoop("Concat", *delen, axis=1)
        vlakken = self._vlakken(laag + "oln.w", laag + "oln.b", laag + "fo.b")
        return self._knoop("SkipLayerNormalization", x, *delen, *vlakken, epsilon=_EPS)[0]

    def _snij(self, x: str, van: int, tot: int) -> str:
        return self._knoop("Slice", x, self._getal[van], self._getal[tot], self._getal[1])[0]

    def _klein(self, gewicht: Matrix) -> tuple[str, str]:
        """Seven bits of the eight: a processor without VNNI adds products in 16 bits, which eight overflow."""
        schaal = np.abs(gewicht).max(0) / 64
        return self._vast(np.rint(gewicht / schaal).astype(np.int8)), self._vast(schaal)

    def _vlakken(self, *namen: str) -> list[str]:
        return [self._vast(self._g.vlak(naam)) for naam in namen]

    def _vast(self, waarden: npt.NDArray[Any]) -> str:
        naam = f"vast{len(self._model.graph.initializer)}"
        self._model.graph.initializer.append(self._onnx.numpy_helper.from_array(np.ascontiguousarray(waarden), naam))
        return naam

    def _knoop(self, soort: str, *invoer: str, uitgangen: int = 1, **opties: Any) -> list[str]:
        namen = [f"knoop{len(self._model.graph.node)}.{i}" for i in range(uitgangen)]
        domein = "" if soort in _STANDAARD else "com.microsoft"
        self._model.graph.node.append(self._onnx.helper.make_node(soort, invoer, namen, domain=domein, **opties))
        return namen
