"""Train the model, or skip it when nothing that goes into it has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from opstart.stap import PYTHON, WORTEL, voer_uit

_BRONNEN = ("data/**/*.yml", "nlu/**/*.py", "nlu/**/*.yml", "nlu/**/*.npz", "config.yml", "domain.yml", "kindreflex/feiten.py")
_MERK = WORTEL / "models" / "vingerafdruk"


def vingerafdruk() -> str:
    """A fingerprint of everything that the trained model depends on."""
    som = hashlib.sha256()
    bestanden = {pad for patroon in _BRONNEN for pad in WORTEL.glob(patroon)} | set((WORTEL).glob("requirements.lock"))
    for pad in sorted(bestanden):
        som.update(str(pad.relative_to(WORTEL)).encode() + b"\0" + pad.read_bytes())
    return som.hexdigest()


def train() -> Path:
    """Make sure that models/ holds a model of what is in the tree now; returns its path."""
    doel = WORTEL / "models" / "kindreflex.tar.gz"
    nu = vingerafdruk()
    if not (doel.exists() and _MERK.exists() and _MERK.read_text() == nu):
        voer_uit(
            [PYTHON, "-m", "rasa", "train", "--out", "models", "--fixed-model-name", "kindreflex", "--force"],
            "Model trainen",
            {
                "no space left": "De schijf is vol: maak plaats en doe 'make run' opnieuw.",
                "": "Het trainen lukte niet.",
            },
            RASA_TELEMETRY_ENABLED="false", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", TF_CPP_MIN_LOG_LEVEL="3",
        )  # fmt: skip
        _MERK.write_text(nu)
    return doel
