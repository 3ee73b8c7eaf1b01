"""Install nl_core_news_sm: the release when it can be fetched, else the stand-in of this project.

Run with the python of the environment: `.venv/bin/python -m taalmodel.installeer`. Standard library only, because
it runs before the environment is complete. Prints one line that says what it did.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO

from taalmodel.soort import PAKKET, STAND_IN_VERSIE, STAND_IN_WIEL, UITGAVE_VERSIE

UITGAVE_WIEL = f"{PAKKET}-{UITGAVE_VERSIE}-py3-none-any.whl"
UITGAVE_URL = f"https://github.com/explosion/spacy-models/releases/download/{PAKKET}-{UITGAVE_VERSIE}/{UITGAVE_WIEL}"
# From the metadata that explosion publishes beside the release.
UITGAVE_SHA256 = "e90cf58e9d5aa9f54e23c4938d70f1d40ead69336b1c779cc0700000ddd0089b"
WACHT_SECONDEN = 10.0
DOWNLOAD_SECONDEN = 90.0
MAX_BYTES = 40_000_000

Openen = Callable[[str, float], IO[bytes]]


def aanwezig() -> str | None:
    """The installed version, when it is one of the two that fit and all its files are there; else None."""
    try:
        pakket = importlib.metadata.distribution(PAKKET)
    except importlib.metadata.PackageNotFoundError:
        return None
    bestanden = pakket.files or []
    heel = all(
        (pad := Path(str(b.locate()))).is_file() and (b.size is None or b.size == pad.stat().st_size)
        for b in bestanden
        if b.suffix != ".pyc"
    )
    past = pakket.version in (UITGAVE_VERSIE, STAND_IN_VERSIE)
    return pakket.version if past and heel and bestanden else None


def openen(url: str, seconden: float) -> IO[bytes]:
    """Open the address with a time-out on every wait for the network."""
    antwoord: IO[bytes] = urllib.request.urlopen(url, timeout=seconden)
    return antwoord


def haal_uitgave(map_: Path, openen: Openen = openen) -> Path:
    """Download the release into `map_`; OSError or ValueError when it does not come, or is not the one we know."""
    einde = time.monotonic() + DOWNLOAD_SECONDEN
    som, doel = hashlib.sha256(), map_ / UITGAVE_WIEL
    with openen(UITGAVE_URL, WACHT_SECONDEN) as bron, doel.open("wb") as uit:
        while stuk := bron.read(65536):
            som.update(stuk)
            uit.write(stuk)
            if time.monotonic() > einde or uit.tell() > MAX_BYTES:  # a trickle must not hold up the set-up
                raise TimeoutError("the download takes too long")
    if som.hexdigest() != UITGAVE_SHA256:
        raise ValueError("the checksum of the release is wrong")
    return doel


def installeer_wiel(wiel: Path) -> None:
    """Install one wheel into the running environment, with uv when it is there."""
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "--python", sys.executable] if uv else [sys.executable, "-m", "pip", "install"]
    opdracht = [*pip, "--quiet", "--offline" if uv else "--no-index", "--no-deps", "--force-reinstall", str(wiel)]
    subprocess.run(opdracht, check=True)


def installeer(openen: Openen = openen, installeer_wiel: Callable[[Path], None] = installeer_wiel) -> str:
    """Make sure that a fitting model is installed; returns the line to print."""
    if versie := aanwezig():
        return f"{PAKKET} {versie} is er al"
    with tempfile.TemporaryDirectory() as map_:
        try:
            wiel = haal_uitgave(Path(map_), openen)
        except (OSError, ValueError) as fout:
            installeer_wiel(STAND_IN_WIEL)
            return f"{PAKKET} {STAND_IN_VERSIE} geïnstalleerd (stand-in; de uitgave kwam niet: {fout})"
        installeer_wiel(wiel)
    return f"{PAKKET} {UITGAVE_VERSIE} geïnstalleerd (uitgave)"


if __name__ == "__main__":
    print(installeer())
