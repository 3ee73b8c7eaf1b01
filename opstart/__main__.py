"""`python3 -m opstart [run|omgeving|testomgeving|train]`: set up what is missing, then start."""

from __future__ import annotations

import os
import socket
import sys

from opstart import omgeving, train
from opstart.stap import VENV, WORTEL, stop, zeg


def _vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _controleer_poort(host: str, poort: int) -> None:
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((host, poort))
        except OSError:
            stop(f"Poort {poort} is al in gebruik. Kies een andere: PORT={poort + 1} make run")


def start() -> None:
    """Replace this process by honcho, which watches both servers and stops them together."""
    host, gevraagd = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "5005")
    if not (gevraagd.isdecimal() and 0 < int(gevraagd) < 65_536):
        stop(f"PORT={gevraagd} is geen poort: geef een getal van 1 tot 65535.")
    poort = int(gevraagd)
    _controleer_poort(host, poort)
    os.environ.update(
        HOST=host, POORT=str(poort), ACTIEPOORT=os.environ.get("ACTIEPOORT") or str(_vrije_poort()),
        RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1",
        PYTHONUNBUFFERED="1", SQLALCHEMY_SILENCE_UBER_WARNING="1", PYTHONWARNINGS="ignore",
    )  # fmt: skip
    zeg(f"De assistent start op http://{host}:{poort} (stoppen met Ctrl-C)")
    honcho = str(VENV / "bin" / "honcho")
    os.execv(honcho, [honcho, "--no-colour", "-f", str(WORTEL / "Procfile"), "-d", str(WORTEL), "start"])


def main(wat: str) -> None:
    # Set in many containers; every start would compile three thousand files again: 4 seconds.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if wat not in ("run", "omgeving", "testomgeving", "train"):
        stop(f"'{wat}' ken ik niet; kies run, omgeving, testomgeving of train.")
    try:
        omgeving.maak("requirements-dev.lock" if wat == "testomgeving" else "requirements.lock")
        if wat in ("run", "train"):
            train.train()
    except KeyboardInterrupt:
        stop("Onderbroken. Doe 'make run' opnieuw om verder te gaan.")
    except OSError as fout:
        stop("De schijf is vol." if fout.errno == 28 else f"Dat lukte niet: {fout.strerror or fout}.")
    if wat == "run":
        start()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
