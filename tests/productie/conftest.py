"""The production layout, really running: PostgreSQL, Redis, nginx, two Rasa processes, two action servers.

Everything listens on loopback and lives in a folder of its own; PostgreSQL and Redis run as
an unprivileged user.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
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

_PG = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
_ONTBREEKT = [
    pakket
    for pakket, is_er in {
        "postgresql": bool(_PG),
        "redis-server": bool(shutil.which("redis-server")),
        "nginx": bool(shutil.which("nginx", path=f"{os.environ.get('PATH')}:/usr/sbin")),
    }.items()
    if not is_er
]


_ZEG = f"The production layout was not tested; that needs: apt-get install -y {' '.join(_ONTBREEKT)}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One clear line, also where pytest does not show why it skipped."""
    if _ONTBREEKT:
        terminalreporter.write_line(_ZEG)


def _poorten(aantal: int) -> int:
    """The first of so many free ports in a row."""
    while True:
        begin = 20_000 + secrets.randbelow(8_000)
        with contextlib.ExitStack() as alle:
            try:
                for p in range(begin, begin + aantal):
                    alle.enter_context(socket.socket()).bind(("127.0.0.1", p))
                return begin
            except OSError:
                continue


class Opstelling:
    """The whole layout, with a handle on each part to break it."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        basis = _poorten(400)
        self.pgpoort, self.redispoort, self.poort, self.basis = basis, basis + 1, basis + 2, basis + 10
        self.url = f"http://127.0.0.1:{self.poort}"
        self.databank = f"postgresql://kindreflex@127.0.0.1:{self.pgpoort}/kindreflex"
        self.geheim = secrets.token_hex(32)
        self.omgeving = {k: v for k, v in os.environ.items() if not k.startswith("KINDREFLEX_")} | {
            "KINDREFLEX_GEHEIM": self.geheim, "KINDREFLEX_DATABANK": self.databank, "KINDREFLEX_MAP_VAR": str(map_ / "var"),
            "KINDREFLEX_REDIS": f"redis://127.0.0.1:{self.redispoort}/0", "KINDREFLEX_PER_SESSIE_PER_MINUUT": "0",
            "KINDREFLEX_LOGVORM": "json", "PORT": str(self.poort), "BASISPOORT": str(self.basis), "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        self.engine = sa.create_engine(self.databank, poolclass=sa.pool.NullPool)
        self._redis: subprocess.Popen[bytes] | None = None
        self._meester: subprocess.Popen[bytes] | None = None

    # --- PostgreSQL and Redis ---------------------------------------------------------

    def _als(self, *opdracht: str) -> list[str]:
        """As an unprivileged user, where we are root: PostgreSQL refuses root."""
        voor = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []
        return [*voor, *opdracht]

    def pg_ctl(self, *opdracht: str) -> None:
        opties = f"-p {self.pgpoort} -h 127.0.0.1 -k {self.map} -c fsync=off"
        subprocess.run(
            self._als(str(_PG[-1] / "pg_ctl"), "-D", str(self.map / "pg"), "-l", str(self.map / "pg.log"), "-o", opties, "-w", *opdracht),
            check=True, stdout=subprocess.DEVNULL, cwd=self.map,
        )  # fmt: skip

    def pg_pids(self) -> list[int]:
        """PostgreSQL's own process and those of its connections."""
        hoofd = (self.map / "pg" / "postmaster.pid").read_text().split()[0]
        kinderen = subprocess.run(["ps", "-o", "pid=", "--ppid", hoofd], capture_output=True, text=True).stdout.split()
        return [int(hoofd), *map(int, kinderen)]

    def start_redis(self) -> None:
        self._redis = subprocess.Popen(
            self._als("redis-server", "--port", str(self.redispoort), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"),
            cwd=self.map, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def kill_redis(self) -> None:
        assert self._redis
        self._redis.kill()
        self._redis.wait()

    # --- the assistant ----------------------------------------------------------------

    @property
    def log(self) -> Path:
        return self.map / "uitvoer.log"

    def start(self) -> Opstelling:
        if os.getuid() == 0:
            shutil.chown(self.map, "nobody", "nogroup")
        initdb = [str(_PG[-1] / "initdb"), "-D", str(self.map / "pg"), "-A", "trust", "-U", "kindreflex", "--no-sync", "-E", "UTF8"]
        subprocess.run(self._als(*initdb), check=True, stdout=subprocess.DEVNULL, cwd=self.map)
        self.pg_ctl("start")
        subprocess.run(
            [str(_PG[-1] / "createdb"), "-h", "127.0.0.1", "-p", str(self.pgpoort), "-U", "kindreflex", "kindreflex"], check=True
        )
        self.start_redis()
        with self.log.open("ab") as log:
            self._meester = subprocess.Popen(
                [sys.executable, "-m", "opstart.productie"], cwd=WORTEL, env=self.omgeving, stdout=log, stderr=log
            )
        wacht(lambda: "De assistent draait" in self.uitvoer(), "the production layout", 200)
        return self

    def uitvoer(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

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

    def wissel(self) -> None:
        assert self._meester
        self._meester.send_signal(signal.SIGHUP)

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

    def stop(self) -> None:
        if self._meester:
            self._meester.terminate()
            try:
                self._meester.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self._meester.kill()
        if self._redis:
            self._redis.kill()
            self._redis.wait()
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            for pid in self.pg_pids():
                os.kill(pid, signal.SIGCONT)
            self.pg_ctl("stop", "-m", "immediate")


@pytest.fixture(scope="session")
def opstelling() -> Iterator[Opstelling]:
    """One running layout for all tests; each leaves it whole."""
    if _ONTBREEKT:
        pytest.skip(_ZEG)
    map_ = Path(tempfile.mkdtemp(prefix="kindreflex-"))
    map_.chmod(0o755)
    o = Opstelling(map_)
    try:
        yield o.start()
    except TimeoutError:
        print(o.uitvoer()[-4000:])
        raise
    finally:
        o.stop()
        shutil.rmtree(map_, ignore_errors=True)


@pytest.fixture
def heel(opstelling: Opstelling) -> Callable[[], None]:
    """Waits until every process can serve (again)."""
    return lambda: wacht(opstelling.alle_klaar, "every Rasa process", 200)
