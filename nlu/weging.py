"""Weigh rules, classifier and second reading of danger anew: `python -m nlu.weging FILE ...`.

On messages that neither the encoders nor the classifier learned from; prints what belongs in `nlu.gevaarlezer.WEGING`.
Needs a trained model.
"""

from __future__ import annotations

import argparse
import tarfile
import tempfile
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from kindreflex.acuut import is_acuut
from kindreflex.begrip import ACUUT
from kindreflex.inhoud import intent_van
from kindreflex.verwijzing import is_algemene_vraag
from nlu.gevaarlezer import Gevaarlezer, logit, stukken
from nlu.onderwerpmodel import Onderwerpmodel
from nlu.rapport import lees_regels
from nlu.zinsvector import E5
from privacy import verberg


def _model(pad: Path) -> Onderwerpmodel:
    """The classifier out of a trained model."""
    with tempfile.TemporaryDirectory() as map_, tarfile.open(pad) as archief:
        archief.extractall(map_)
        return Onderwerpmodel.lees(next(Path(map_).rglob("onderwerpmodel.joblib")), E5())


def main() -> None:
    ontleder = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ontleder.add_argument("bestand", nargs="+", type=Path)
    regels = [regel for pad in ontleder.parse_args().bestand for regel in lees_regels(pad)]
    lezer, model, rijen = Gevaarlezer(), _model(Path("models") / "kindreflex.tar.gz"), []
    plek = model.klassen.index(intent_van(ACUUT))
    for regel in regels:
        tekst = verberg(regel["text"]).tekst
        onderwerp = float(model.kansen(stukken(tekst))[:, plek].max())
        rijen.append((logit(onderwerp), max(lezer.zekerheid(stukken(tekst))), is_acuut(regel["text"]), is_algemene_vraag(tekst)))
    uitkomst = LogisticRegression().fit(np.array(rijen, float), [bool(regel["acuut"]) for regel in regels])
    namen = ("onderwerp", "lezing", "alarm", "vraag", "plus")
    print(", ".join(f"{naam}={waarde:.2f}" for naam, waarde in zip(namen, (*uitkomst.coef_[0], *uitkomst.intercept_), strict=True)))


if __name__ == "__main__":
    main()
