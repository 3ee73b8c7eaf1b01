"""The production layout, really running: PostgreSQL, Redis, nginx, Rasa processes, action servers.

Everything listens on loopback and lives in a folder of its own; PostgreSQL and Redis run as
an unprivileged user. The tests of that layout and the bench start it.
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
import time
from pathlib import Path

from meting.proces import WORTEL

_PG = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def ontbreekt() -> list[str]:
    """The Debian packages that it needs and that are not here."""
    er_is = {
        "postgresql": bool(_PG),
        "redis-server": bool(shutil.which("redis-server")),
        "nginx": bool(shutil.which("nginx", path=f"{os.environ.get('PATH')}:/usr/sbin")),
    }
    return [pakket for pakket, is_er in er_is.items() if not is_er]


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
    """`start` returns when the layout can serve; `stop` ends all of it."""

    def __init__(self, map_: Path, aantal: int = 2) -> None:
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
            "RASA_AANTAL": str(aantal), "ACTIES_AANTAL": str(aantal),
        }  # fmt: skip
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

    def uitvoer(self) -> str:
        """What its processes printed."""
        return (self.map / "uitvoer.log").read_text(encoding="utf-8", errors="replace")

    def start(self, hoogstens: float = 200) -> None:
        """
        Raises:
            TimeoutError: it cannot serve after so many seconds; the end of its output is in the message.
        """
        if os.getuid() == 0:
            shutil.chown(self.map, "nobody", "nogroup")
        initdb = [str(_PG[-1] / "initdb"), "-D", str(self.map / "pg"), "-A", "trust", "-U", "kindreflex", "--no-sync", "-E", "UTF8"]
        subprocess.run(self._als(*initdb), check=True, stdout=subprocess.DEVNULL, cwd=self.map)
        self.pg_ctl("start")
        subprocess.run(
            [str(_PG[-1] / "createdb"), "-h", "127.0.0.1", "-p", str(self.pgpoort), "-U", "kindreflex", "kindreflex"], check=True
        )
        self.start_redis()
        with (self.map / "uitvoer.log").open("ab") as log:
            self._meester = subprocess.Popen(
                [sys.executable, "-m", "opstart.productie"], cwd=WORTEL, env=self.omgeving, stdout=log, stderr=log
            )
        einde = time.monotonic() + hoogstens
        while "De assistent draait" not in self.uitvoer():
            if time.monotonic() > einde or self._meester.poll() is not None:
                raise TimeoutError(self.uitvoer()[-4000:])
            time.sleep(0.3)

    def wissel(self) -> None:
        """New content or a new model, as `make wissel` brings it in."""
        assert self._meester
        self._meester.send_signal(signal.SIGHUP)

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
