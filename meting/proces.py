"""The two bots as groups of processes: start, time to the first answer, resident memory, stop."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORTEL = Path(__file__).resolve().parent.parent
MAP = WORTEL / "var" / "bench"
PYTHON = str(WORTEL / ".venv" / "bin" / "python")
OMGEVING = {
    "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "",
}  # fmt: skip
"""What both bots get. The thread settings of `make run` are ours alone: the starter runs as it comes."""


def vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def post(url: str, lichaam: dict[str, Any], wacht: float = 60) -> Any:
    """POST as JSON, and the JSON that comes back."""
    verzoek = urllib.request.Request(url, json.dumps(lichaam).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(verzoek, timeout=wacht) as antwoord:
        return json.load(antwoord)


@dataclass(frozen=True)
class Geheugen:
    """Resident memory of all processes of a bot, in MB: summed, and with shared pages counted once."""

    rss: float
    pss: float


class Bot:
    """One of the two bots; `start` returns the seconds to its first answer."""

    naam = ""
    groet = "hallo"

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.url = ""
        self._proces: subprocess.Popen[bytes] | None = None

    def opdracht(self, poort: int) -> tuple[list[str], Path, dict[str, str]]:
        """The command, the folder to run it in, and its own part of the environment."""
        raise NotImplementedError

    def sender(self) -> str:
        raise NotImplementedError

    def start(self, wacht: float = 240) -> float:
        poort = vrije_poort()
        self.url = f"http://127.0.0.1:{poort}/webhooks/rest"
        self.map.mkdir(parents=True, exist_ok=True)
        opdracht, waar, extra = self.opdracht(poort)
        with (self.map / f"{self.naam}.log").open("ab") as log:
            begin = time.perf_counter()
            self._proces = subprocess.Popen(
                opdracht, cwd=waar, env=os.environ | OMGEVING | extra, stdout=log, stderr=log, start_new_session=True
            )
        while time.perf_counter() - begin < wacht and self._proces.poll() is None:
            try:
                if post(f"{self.url}/webhook", {"sender": self.sender(), "message": self.groet}):
                    return time.perf_counter() - begin
            except (urllib.error.URLError, OSError, ValueError):
                pass
            time.sleep(0.05)
        self.stop()
        raise SystemExit(f"{self.naam} did not start; see {self.map / self.naam}.log")

    def stop(self) -> None:
        """End the bot's own process group."""
        if self._proces is None:
            return
        for sein, seconden in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
            try:
                os.killpg(self._proces.pid, sein)
                self._proces.wait(seconden)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        self._proces = None

    def processortijd(self) -> float:
        """Seconds of processor time that all its processes have used: hardly depends on what else runs."""
        tikken = 0
        for pid in _afstammelingen(self._proces.pid if self._proces else 0):
            try:
                velden = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            tikken += int(velden[11]) + int(velden[12])
        return tikken / os.sysconf("SC_CLK_TCK")

    def geheugen(self) -> Geheugen:
        rss = pss = 0
        for pid in _afstammelingen(self._proces.pid if self._proces else 0):
            try:
                regels = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            kb = {r.split(":")[0]: int(r.split()[1]) for r in regels[1:]}
            rss += kb["Rss"]
            pss += kb["Pss"]
        return Geheugen(rss / 1024, pss / 1024)


def _afstammelingen(wortel: int) -> list[int]:
    ouders: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            velden = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ouders.setdefault(int(velden[1]), []).append(int(stat.parent.name))
    uit, open_ = [], [wortel]
    while open_:
        uit.append(open_.pop())
        open_ += ouders.get(uit[-1], [])
    return uit


class Assistent(Bot):
    """Ours, started as a user does: `make run`, on a database of its own."""

    naam = "assistant"

    def opdracht(self, poort: int) -> tuple[list[str], Path, dict[str, str]]:
        return [sys.executable, "-m", "opstart", "run"], WORTEL, {
            "PORT": str(poort), "KINDREFLEX_MAP_VAR": str(self.map), "KINDREFLEX_PER_SESSIE_PER_MINUUT": "0",
        }  # fmt: skip

    def sender(self) -> str:
        return str(post(f"{self.url}/sessie", {})["sender"])


class Starter(Bot):
    """`rasa init`'s bot with its own default pipeline, as `rasa run` starts it."""

    naam = "starter"
    groet = "hello"

    def opdracht(self, poort: int) -> tuple[list[str], Path, dict[str, str]]:
        return [PYTHON, "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(poort)], self.map, {}

    def sender(self) -> str:
        return f"bench-{os.urandom(8).hex()}"
