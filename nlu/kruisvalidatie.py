"""Cross-validate the classifier on its own examples: `python -m nlu.kruisvalidatie [--leerkromme FILE ...] [--docs]`.

Needs no trained model: it trains. Near-duplicates stay on one side of the split.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

from kindreflex.inhoud import onderwerp_van
from nlu.blokken import vul
from nlu.e5.gewichten import Matrix
from nlu.figuur import leerkromme
from nlu.maten import Uitslag, deel
from nlu.onderwerpmodel import Onderwerpmodel
from nlu.rapport import DOCS, blokken, lees_regels, tabel
from nlu.zinsvector import ENCODERS, MetGeheugen, Zinsvector

DELEN = (0.125, 0.25, 0.5, 0.75, 1.0)


def voorbeelden(map_: Path) -> tuple[list[str], list[str]]:
    """All example messages with their intents, as Rasa reads them."""
    teksten, labels = [], []
    for pad in sorted(map_.glob("*/*.yml")):
        for blok in yaml.safe_load(pad.read_text(encoding="utf-8")).get("nlu", []):
            for regel in blok["examples"].splitlines():
                if regel.startswith("- "):
                    teksten.append(regel[2:].strip())
                    labels.append(blok["intent"])
    return teksten, labels


def uitslagen(
    teksten: Sequence[str], goed: Sequence[frozenset[str]], klassen: Sequence[str], kansen: Matrix
) -> list[Uitslag]:
    """Predictions as measured messages; without fallback, so the first topic is the choice."""
    namen = [onderwerp_van(k) for k in klassen]
    uit = []
    for tekst, juist, rij in zip(teksten, goed, kansen, strict=True):
        ranglijst = tuple((namen[i], float(rij[i])) for i in rij.argsort()[::-1][:10])
        uit.append(Uitslag(tekst, min(juist), juist, ranglijst[0][0], ranglijst))
    return uit


def kruis(
    teksten: Sequence[str], labels: Sequence[str], encoder: Zinsvector, delen: int = 4
) -> tuple[Onderwerpmodel, list[Uitslag]]:
    """A model, and messages measured with a model that did not see their part: all, or those of one part."""
    model = Onderwerpmodel(encoder)
    gemeten, kansen = model.leer(teksten, labels, delen)
    goed = [frozenset([onderwerp_van(labels[i])]) for i in gemeten]
    return model, uitslagen([teksten[i] for i in gemeten], goed, model.klassen, kansen)


def kromme(
    teksten: list[str], labels: list[str], bestanden: Sequence[Path], encoder: Zinsvector
) -> dict[str, list[tuple[float, float]]]:
    """Accuracy of models trained on a growing share of the examples, per set and by cross-validation."""
    loting = np.random.default_rng(1).permutation(len(teksten))
    punten: dict[str, list[tuple[float, float]]] = {naam: [] for naam in ("cross-validation", *[b.parent.name + "/" + b.stem for b in bestanden])}
    for aandeel in DELEN:
        keuze = np.sort(loting[: int(aandeel * len(teksten))])
        model, gemeten = kruis([teksten[i] for i in keuze], [labels[i] for i in keuze], encoder, 1)
        punten["cross-validation"].append((aandeel, deel(u.juist for u in gemeten)))
        for bestand in bestanden:
            regels = lees_regels(bestand)
            goed = [frozenset([r["topic"], *r.get("also", [])]) for r in regels]
            op_set = uitslagen([r["text"] for r in regels], goed, model.klassen, model.kansen([r["text"] for r in regels]))
            punten[bestand.parent.name + "/" + bestand.stem].append((aandeel, deel(u.juist for u in op_set)))
    return punten


def main() -> None:
    ontleder = argparse.ArgumentParser(description=__doc__)
    ontleder.add_argument("--data", type=Path, default=Path("data"))
    ontleder.add_argument("--encoder", default="e5", choices=sorted(ENCODERS))
    ontleder.add_argument("--leerkromme", nargs="*", type=Path, metavar="FILE", help="also accuracy against the amount of data")
    ontleder.add_argument("--docs", action="store_true", help="also fill the blocks of docs/nlu.md")
    keuze = ontleder.parse_args()
    encoder = MetGeheugen(ENCODERS[keuze.encoder](), map_=Path(".rasa/zinsvectoren"))
    teksten, labels = voorbeelden(keuze.data)
    begin = time.perf_counter()
    model, gemeten = kruis(teksten, labels, encoder)
    print(f"{len(teksten)} messages, {len(model.klassen)} topics, {time.perf_counter() - begin:.0f} s\n")
    delen = blokken(gemeten)
    delen.pop("stijlen")
    for naam, inhoud in delen.items():
        print(f"## {naam}\n{inhoud}\n")
    if keuze.leerkromme is not None:
        punten = kromme(teksten, labels, keuze.leerkromme, encoder)
        delen["leerkromme"] = tabel(
            ["messages", *punten],
            [[int(a * len(teksten)), *[reeks[i][1] for reeks in punten.values()]] for i, a in enumerate(DELEN)],
        )
        print(f"## leerkromme\n{delen['leerkromme']}")
        if keuze.docs:
            (DOCS / "nlu_leerkromme.svg").write_text(leerkromme(dict(punten)), encoding="utf-8")
    if keuze.docs:
        vul(DOCS / "nlu.md", {f"cv:{naam}": inhoud for naam, inhoud in delen.items()})


if __name__ == "__main__":
    main()
