"""The running assistant as a fixture: real processes, real databases, a folder of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

WORTEL = Path(__file__).resolve().parent.parent


def vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


class Gesprek:
    """One talk over the contract's HTTP."""

    def __init__(self, basis: str) -> None:
        self.basis = f"{basis}/webhooks/rest"
        self.sender: str = requests.post(f"{self.basis}/sessie", json={}, timeout=30).json()["sender"]
        self.laatste: list[dict[str, Any]] = []

    def zeg(self, tekst: str, **extra: str) -> dict[str, Any]:
        """Say something; returns the `custom` part, `laatste` holds the whole answer."""
        antwoord = requests.post(
            f"{self.basis}/webhook", json={"sender": self.sender, "message": tekst, **extra}, timeout=60
        )
        antwoord.raise_for_status()
        self.laatste = antwoord.json()
        (custom,) = [b["custom"] for b in self.laatste if "custom" in b]
        return dict(custom)

    def paneel(self) -> dict[str, Any]:
        """The texts and buttons of the panel, as the page asks for them."""
        kop = {"Authorization": f"Bearer {self.sender}"}
        uit: dict[str, Any] = requests.get(f"{self.basis}/gesprek", headers=kop, timeout=30).json()
        return uit

    def kies(self, titel: str) -> dict[str, Any]:
        """Press the button with this title of the last answer."""
        (payload,) = [k["payload"] for b in self.laatste for k in b.get("buttons", []) if k["title"] == titel]
        return self.zeg(payload)

    @property
    def woorden(self) -> str:
        return "\n".join(b.get("text") or "" for b in self.laatste)


class Server:
    """Rasa and the action server, started as `make run` starts them."""

    def __init__(self, map_var: Path, modellen: Path | None = None, **omgeving: str) -> None:
        self.map_var = map_var
        self.poort, self.actiepoort = vrije_poort(), vrije_poort()
        self.url = f"http://127.0.0.1:{self.poort}"
        self._modellen = modellen or WORTEL / "models"
        self._omgeving = os.environ | {
            "KINDREFLEX_MAP_VAR": str(map_var), "ACTIEPOORT": str(self.actiepoort), "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore",
        } | omgeving  # fmt: skip
        self._processen: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def log(self) -> Path:
        """Everything that both processes printed."""
        return self.map_var / "uitvoer.log"

    def _open(self, naam: str, *opdracht: str) -> None:
        self.map_var.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._processen[naam] = subprocess.Popen(
                [sys.executable, "-m", *opdracht], cwd=WORTEL, env=self._omgeving, stdout=log, stderr=log
            )

    def start_acties(self) -> None:
        self._open("acties", "actions", "--port", str(self.actiepoort))
        _wacht(lambda: requests.get(f"http://127.0.0.1:{self.actiepoort}/health", timeout=1).ok, "action server")

    def start_rasa(self, *opties: str) -> None:
        self._open("rasa", "kanaal", "--port", str(self.poort), "--modellen", str(self._modellen), *opties)
        _wacht(lambda: requests.post(f"{self.url}/webhooks/rest/sessie", json={}, timeout=1).ok, "Rasa")

    def start(self, *opties: str) -> Server:
        self.start_acties()
        self.start_rasa(*opties)
        return self

    def kill(self, naam: str) -> None:
        """kill -9 of `rasa` or `acties`."""
        self._stop(naam, signal.SIGKILL)

    def _stop(self, naam: str, sein: signal.Signals) -> None:
        if proces := self._processen.pop(naam, None):
            proces.send_signal(sein)
            proces.wait(timeout=20)

    def stop(self) -> None:
        for naam in list(self._processen):
            self._stop(naam, signal.SIGTERM)

    def gesprek(self) -> Gesprek:
        return Gesprek(self.url)


def _wacht(klaar: Callable[[], bool], wat: str, seconden: float = 120) -> None:
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        try:
            if klaar():
                return
        except requests.RequestException:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"{wat} did not start")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One running assistant for all tests that leave it running."""
    s = Server(tmp_path_factory.mktemp("assistent")).start()
    yield s
    s.stop()


@pytest.fixture
def eigen_server(tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own, not started yet, to break."""
    s = Server(tmp_path / "var")
    yield s
    s.stop()


@pytest.fixture
def gesprek(server: Server) -> Gesprek:
    return server.gesprek()
