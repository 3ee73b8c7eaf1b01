"""The environment: Python 3.10, the locked packages, the Dutch language model."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from opstart.stap import PYTHON, VENV, WORTEL, stop, voer_uit, zeg

_GEEN_PYTHON = (
    "Python 3.10 is nodig (Rasa 3.6 kent geen nieuwere). Installeer het met "
    "'pyenv install 3.10' of 'uv python install 3.10' en doe 'make run' opnieuw."
)
_BIJ_FOUT = {
    "no space left": "De schijf is vol: maak een 4 GB vrij en doe 'make run' opnieuw.",
    "unable to execute 'gcc'": "Er is geen C-compiler: installeer 'build-essential' (of Xcode op macOS).",
    "command 'gcc' failed": "De C-compiler werkt niet: installeer 'build-essential' (of Xcode op macOS).",
    "python.h: no such file": "De headers van Python ontbreken: installeer 'python3.10-dev'.",
    "name resolution": "Er is geen netwerk: voor de eerste installatie is internet nodig.",
    "dns error": "Er is geen netwerk: voor de eerste installatie is internet nodig.",
    "connection": "De pakketten zijn niet te bereiken: kijk het netwerk of de proxy na.",
    "failed to fetch": "De pakketten zijn niet te bereiken: kijk het netwerk of de proxy na.",
    "": "De installatie van de pakketten lukte niet.",
}


def _kandidaten() -> Iterator[Path]:
    """Pythons that may be 3.10, nearest first: this one, pyenv's, the system's, uv's."""
    yield Path(sys.executable)
    wortel = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(wortel.glob("versions/3.10*/bin/python3.10"), reverse=True)
    if gevonden := shutil.which("python3.10"):
        yield Path(gevonden)
    if uv := shutil.which("uv"):
        uit = subprocess.run([uv, "python", "find", "3.10"], capture_output=True, text=True)
        if uit.returncode == 0:
            yield Path(uit.stdout.strip())


def vind_python() -> Path:
    """A Python 3.10; stops with one sentence when there is none and uv cannot fetch one."""
    for pad in _kandidaten():
        vraag = [str(pad), "-c", "import sys; print(sys.version_info[:2] == (3, 10))"]
        try:
            if subprocess.run(vraag, capture_output=True, text=True).stdout.strip() == "True":
                return pad
        except OSError:
            continue
    if uv := shutil.which("uv"):
        zeg("Python 3.10 niet gevonden; uv haalt het op")
        if subprocess.run([uv, "python", "install", "3.10"], capture_output=True).returncode == 0:
            return Path(subprocess.run([uv, "python", "find", "3.10"], capture_output=True, text=True).stdout.strip())
    return stop(_GEEN_PYTHON)


def _vingerafdruk(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def maak(lock: str = "requirements.lock") -> None:
    """Make or refresh `.venv` from a lock file; does nothing when it is up to date."""
    pad, merk = WORTEL / lock, VENV / f".{lock}"
    # The test lock holds everything of the other one, so it serves for both.
    for merk_ in {merk, VENV / ".requirements-dev.lock"}:
        if PYTHON.exists() and merk_.exists() and merk_.read_text() == _vingerafdruk(WORTEL / merk_.name[1:]):
            return
    if not PYTHON.exists():
        voer_uit([vind_python(), "-m", "venv", VENV], "Omgeving maken in .venv", _BIJ_FOUT)
    if uv := shutil.which("uv"):
        opdracht: list[str | Path] = [uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", pad]
    else:
        opdracht = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps", "--progress-bar", "off", "-r", pad]
    voer_uit(opdracht, "Pakketten installeren (een 2 GB, enkele minuten)", _BIJ_FOUT)
    voer_uit([PYTHON, "-m", "taalmodel.installeer"], "Nederlands taalmodel installeren", _BIJ_FOUT)
    merk.write_text(_vingerafdruk(pad))
