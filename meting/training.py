"""Train both bots from nothing, and remember how long it took."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from meting.proces import MAP, OMGEVING, PYTHON, WORTEL
from opstart.train import vingerafdruk

_TIJDEN = MAP / "training.json"


def _onthouden(sleutel: str, meet: Callable[[], float], opnieuw: bool) -> float:
    tijden: dict[str, float] = json.loads(_TIJDEN.read_text()) if _TIJDEN.exists() else {}
    if opnieuw or sleutel not in tijden:
        tijden[sleutel] = meet()
        MAP.mkdir(parents=True, exist_ok=True)
        _TIJDEN.write_text(json.dumps(tijden, indent=1))
    return tijden[sleutel]


def _rasa(map_: Path, *opdracht: str, **extra: str) -> float:
    begin = time.perf_counter()
    uit = subprocess.run(
        [PYTHON, "-m", "rasa", *opdracht], cwd=map_, env=os.environ | OMGEVING | extra, capture_output=True, text=True
    )
    if uit.returncode:
        raise SystemExit(f"rasa {opdracht[0]} failed:\n{uit.stdout[-2000:]}{uit.stderr[-2000:]}")
    return time.perf_counter() - begin


def starter(snel: bool) -> tuple[Path, float]:
    """The folder of the trained starter bot, and the seconds that `rasa init` took to make and train it."""
    # The starter depends on Rasa and on what is installed beside it, on nothing of ours.
    merk = hashlib.sha256((WORTEL / "requirements.lock").read_bytes()).hexdigest()[:12]
    map_ = MAP / f"starter-{merk}"

    def maak() -> float:
        shutil.rmtree(map_, ignore_errors=True)
        map_.mkdir(parents=True)
        return _rasa(map_, "init", "--no-prompt", "--init-dir", ".")

    seconden = _onthouden(map_.name, maak, opnieuw=not snel or not list(map_.glob("models/*.tar.gz")))
    return map_, seconden


def onze(snel: bool) -> float:
    """The seconds that our training takes with no cache at all; the model itself is thrown away."""

    def train() -> float:
        with tempfile.TemporaryDirectory() as tijdelijk:
            map_ = Path(tijdelijk)
            for naam in ("config.yml", "domain.yml", "data"):
                (map_ / naam).symlink_to(WORTEL / naam)
            threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            return _rasa(map_, "train", "--force", PYTHONPATH=str(WORTEL), **threads)

    return _onthouden(f"assistant-{vingerafdruk()[:12]}", train, opnieuw=not snel)
