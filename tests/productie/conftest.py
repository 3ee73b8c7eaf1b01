"""The production layout with a handle on each part, to break it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy as sa
from last import WORTEL, wacht

from meting.opstelling import Opstelling, ontbreekt

_ZEG = f"The production layout was not tested; that needs: apt-get install -y {' '.join(ontbreekt())}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One clear line, also where pytest does not show why it skipped."""
    if ontbreekt():
        terminalreporter.write_line(_ZEG)


class Breekbaar(Opstelling):
    def __init__(self, map_: Path) -> None:
        super().__init__(map_)
        self.engine = sa.create_engine(self.databank, poolclass=sa.pool.NullPool)

    def ploeg(self) -> str:
        """Which of the two sets serves."""
        conf = (self.map / "var" / "productie" / "nginx" / "nginx.conf").read_text()
        return "a" if f"127.0.0.1:{self.basis + 100} " in conf else "b"

    def rasa_poorten(self) -> list[int]:
        begin = self.basis + 100 + (200 if self.ploeg() == "b" else 0)
        return [begin, begin + 1]

    def pid(self, naam: str) -> int:
        map_ = self.map / "var" / "productie"
        return int((map_ / "nginx.pid" if naam == "nginx" else map_ / self.ploeg() / f"{naam}.pid").read_text())

    def kill(self, naam: str) -> None:
        """kill -9 of `rasa.1`, `acties.2` or `nginx` (its master)."""
        os.kill(self.pid(naam), signal.SIGKILL)

    def alle_klaar(self) -> bool:
        return all(requests.get(f"http://127.0.0.1:{p}/gezond/klaar", timeout=3).ok for p in self.rasa_poorten())

    def cijfer(self, poort: int, naam: str) -> float:
        """The sum of a figure of one Rasa process over its labels."""
        regels = requests.get(f"http://127.0.0.1:{poort}/metrics", timeout=5).text.splitlines()
        return sum(float(r.rsplit(" ", 1)[1]) for r in regels if r.startswith((f"{naam} ", f"{naam}{{")))

    def rijen(self, sql: str, **waarden: Any) -> list[Any]:
        with self.engine.begin() as db:
            uit = db.execute(sa.text(sql), waarden)
            return list(uit.all()) if uit.returns_rows else []

    def python(self, *opdracht: str) -> str:
        """A command of the project, in the environment of this layout."""
        return subprocess.run(
            [sys.executable, "-m", *opdracht], cwd=WORTEL, env=self.omgeving, check=True, capture_output=True, text=True
        ).stdout


@pytest.fixture(scope="session")
def opstelling() -> Iterator[Breekbaar]:
    """One running layout for all tests; each leaves it whole."""
    if ontbreekt():
        pytest.skip(_ZEG)
    map_ = Path(tempfile.mkdtemp(prefix="kindreflex-"))
    map_.chmod(0o755)
    o = Breekbaar(map_)
    try:
        o.start()
        yield o
    finally:
        o.stop()
        shutil.rmtree(map_, ignore_errors=True)


@pytest.fixture
def heel(opstelling: Breekbaar) -> Callable[[], None]:
    """Waits until every process can serve (again)."""
    return lambda: wacht(opstelling.alle_klaar, "every Rasa process", 200)
