"""Small helpers of the set-up: what it prints, and how it stops."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

WORTEL = Path(__file__).resolve().parent.parent
VENV = WORTEL / ".venv"
PYTHON = VENV / "bin" / "python"


def stop(zin: str) -> NoReturn:
    """End the set-up with one clear sentence."""
    sys.exit(f"\n✗ {zin}")


def zeg(zin: str) -> None:
    print(f"→ {zin}", flush=True)


def voer_uit(opdracht: Sequence[str | Path], wat: str, bij_fout: dict[str, str], **omgeving: str) -> None:
    """Run a command quietly, with dots while it lasts.

    `bij_fout` maps a piece of the command's output to the sentence that explains it; the
    empty key is for everything else.
    """
    begin = time.monotonic()
    zeg(f"{wat} …")
    with subprocess.Popen(
        [str(o) for o in opdracht], cwd=WORTEL, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, **omgeving},
    ) as proces:  # fmt: skip
        regels: list[str] = []
        assert proces.stdout
        laatst = begin
        for regel in proces.stdout:
            regels.append(regel)
            if time.monotonic() - laatst > 5:
                laatst = time.monotonic()
                print(f"   {laatst - begin:.0f} s", flush=True)
    if proces.returncode == 0:
        zeg(f"{wat}: klaar in {time.monotonic() - begin:.0f} s")
        return
    uitvoer = "".join(regels)
    (WORTEL / "var").mkdir(exist_ok=True)
    (WORTEL / "var" / "opstart.log").write_text(uitvoer, encoding="utf-8")
    for stuk, zin in bij_fout.items():
        if stuk and stuk.lower() in uitvoer.lower():
            stop(zin)
    stop(f"{bij_fout.get('', wat + ' lukte niet.')} Zie var/opstart.log.")
