"""Compare classifiers on the same data in the same run: `python -m nlu.kandidaten FILE ... [--docs]`.

Every candidate runs in a process of its own, so that none finds what another left in memory.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.svm import LinearSVC

from nlu.blokken import vul
from nlu.e5.gewichten import ALLE_LAGEN, Matrix
from nlu.kernmodel import Kenmerken, Richting, softmax
from nlu.kruisvalidatie import uitslagen, voorbeelden
from nlu.maten import deel, macro_f1
from nlu.onderwerpmodel import Onderwerpmodel
from nlu.rapport import DOCS, lees_regels, tabel
from nlu.zinsvector import E5, MetGeheugen, Use, Zinsvector

VECTORMAP = Path(".rasa/zinsvectoren")


class Taalkenmerken:
    """Words and characters alone: what is left without any encoder."""

    naam, versie, dim = "geen", "", 1

    def vectoren(self, teksten: Sequence[str]) -> Matrix:
        return np.ones((len(teksten), 1), np.float32)

    def gezien(self, teksten: Sequence[str]) -> npt.NDArray[np.bool_]:
        return np.zeros(len(teksten), bool)


class LineaireSvm:
    """The best of the earlier measurements: tf-idf, a sentence vector if there is one, a linear SVM."""

    def __init__(self, encoder: Zinsvector) -> None:
        self._encoder = encoder
        self._kenmerken = Kenmerken()
        self._svm = LinearSVC(C=0.3)

    def leer(self, teksten: Sequence[str], labels: Sequence[str]) -> None:
        self._kenmerken.leer(teksten)
        self._richting = Richting(self._encoder.vectoren(teksten))
        self._svm.fit(self._rijen(teksten), labels)
        self.klassen = tuple(self._svm.classes_)

    def kansen(self, teksten: Sequence[str]) -> Matrix:
        return softmax(4 * self._svm.decision_function(self._rijen(teksten)))

    def _rijen(self, teksten: Sequence[str]) -> sparse.csr_matrix:
        dicht = sparse.csr_matrix(self._richting.eenheid(self._encoder.vectoren(teksten)))
        return sparse.hstack([self._kenmerken.rijen(teksten), dicht], "csr", np.float32)


def _zoals_hij_komt() -> E5:
    return E5(bijgetraind=False, lagen=ALLE_LAGEN)


KANDIDATEN: dict[str, tuple[Callable[[], Zinsvector], Callable[[Zinsvector], Any]]] = {
    "linear SVM, words and characters": (Taalkenmerken, LineaireSvm),
    "linear SVM + use": (Use, LineaireSvm),
    "linear SVM + e5 as it comes": (_zoals_hij_komt, LineaireSvm),
    "kernel + use": (Use, Onderwerpmodel),
    "kernel + e5 as it comes": (_zoals_hij_komt, Onderwerpmodel),
    "kernel + e5 trained further (shipped)": (E5, Onderwerpmodel),
}


def _meet(naam: str, data: Path, bestanden: Sequence[Path]) -> dict[str, Any]:
    maak_encoder, maak = KANDIDATEN[naam]
    teksten, labels = voorbeelden(data)
    encoder = MetGeheugen(maak_encoder(), grootte=1, map_=VECTORMAP)
    encoder.vectoren(teksten)
    model = maak(encoder)
    begin = time.perf_counter()
    model.leer(teksten, labels)
    uit: dict[str, Any] = {"train": time.perf_counter() - begin, "sets": {}}
    tijden: list[float] = []
    for bestand in bestanden:
        regels = lees_regels(bestand)
        rijen = []
        for regel in regels:
            begin = time.perf_counter()
            rijen.append(model.kansen([regel["text"]])[0])
            tijden.append((time.perf_counter() - begin) * 1000)
        goed = [frozenset([r["topic"], *r.get("also", [])]) for r in regels]
        gemeten = uitslagen([r["text"] for r in regels], goed, model.klassen, np.array(rijen))
        uit["sets"][bestand.stem] = (deel(u.juist for u in gemeten), deel(u.bij_drie for u in gemeten), macro_f1(gemeten))
    uit["p50"], uit["p95"] = np.percentile(tijden, [50, 95])
    uit["mb"] = int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
    return uit


def main() -> None:
    ontleder = argparse.ArgumentParser(description=__doc__)
    ontleder.add_argument("bestanden", nargs="+", type=Path)
    ontleder.add_argument("--data", type=Path, default=Path("data"))
    ontleder.add_argument("--een", choices=sorted(KANDIDATEN), help="measure this one, print JSON")
    ontleder.add_argument("--docs", action="store_true", help="also fill the table of docs/nlu.md")
    keuze = ontleder.parse_args()
    if keuze.een:
        print(json.dumps(_meet(keuze.een, keuze.data, keuze.bestanden)))
        return
    rijen: list[list[object]] = []
    for naam in KANDIDATEN:
        opdracht = [sys.executable, "-m", "nlu.kandidaten", *map(str, keuze.bestanden), "--data", str(keuze.data), "--een", naam]
        gemeten = json.loads(subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout)
        cijfers = [c for waarden in gemeten["sets"].values() for c in waarden]
        rijen.append([naam, *cijfers, f"{gemeten['train']:.0f}", f"{gemeten['p50']:.1f} / {gemeten['p95']:.1f}", f"{gemeten['mb']:.0f}"])
        print(rijen[-1], flush=True)
    kop = [f"{b.parent.name}/{b.stem} {maat}" for b in keuze.bestanden for maat in ("accuracy", "top-3", "macro-F1")]
    inhoud = tabel(["candidate", *kop, "training (s)", "classifier p50 / p95 (ms)", "process (MB)"], rijen)
    print(inhoud)
    if keuze.docs:
        vul(DOCS / "nlu.md", {"kandidaten": inhoud})


if __name__ == "__main__":
    main()
