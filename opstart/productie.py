"""`python3 -m opstart.productie`: several Rasa processes and action servers behind nginx.

Starts a set ("ploeg") of processes with honcho, waits until each of them can serve, and only
then lets nginx in. On SIGHUP (`make wissel`) a second set starts beside it, with the content
and the model of that moment; when it can serve nginx turns to it and the first set finishes
its turns. Two versions never serve in one set.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from opstart.bewaak import sterf_mee
from opstart.stap import PYTHON, VENV, WORTEL, stop, zeg

_NODIG = ("KINDREFLEX_GEHEIM", "KINDREFLEX_DATABANK", "KINDREFLEX_REDIS")
_NIEMAND = "server 127.0.0.1:9 down;"


def vul_in(sjabloon: str, waarden: dict[str, str]) -> str:
    """`${NAMES}` in capitals, as envsubst does in the nginx image.

    Raises:
        KeyError: a name has no value.
    """
    return re.sub(r"\$\{([A-Z_]+)\}", lambda m: waarden[m[1]], sjabloon)


def _servers(poorten: Iterable[int]) -> str:
    return " ".join(f"server 127.0.0.1:{p} max_fails=1 fail_timeout=2s;" for p in poorten)


def _vraag(url: str) -> str | None:
    """The body of a 200 answer."""
    with contextlib.suppress(OSError, ValueError), urllib.request.urlopen(url, timeout=3) as antwoord:
        return str(antwoord.read().decode()) if antwoord.status == 200 else None
    return None


class Ploeg:
    """One set of processes, on ports of its own."""

    def __init__(self, naam: str, basis: int, acties: int, rasa: int, map_: Path) -> None:
        self.naam, self._map = naam, map_ / naam
        self._aantal = f"acties={acties},rasa={rasa}"
        self._basis = basis
        self.acties, self.rasa = range(basis, basis + acties), range(basis + 100, basis + 100 + rasa)
        self.actieadres = f"127.0.0.1:{basis + 99}"
        self._honcho: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._map.mkdir(parents=True, exist_ok=True)
        omgeving = {k: v for k, v in os.environ.items() if k not in ("PORT", "PYTHONDONTWRITEBYTECODE")}
        omgeving |= {
            "ACTIEADRES": self.actieadres, "PLOEG_MAP": str(self._map), "KINDREFLEX_PROXIES": os.environ.get("KINDREFLEX_PROXIES", "1"),
            "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
            "PYTHONUNBUFFERED": "1", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        opdracht = [VENV / "bin" / "honcho", "--no-colour", "-f", WORTEL / "Procfile.productie", "-d", WORTEL]
        self._honcho = subprocess.Popen(
            [*map(str, opdracht), "start", "-c", self._aantal, "-p", str(self._basis)],
            env=omgeving, start_new_session=True, preexec_fn=sterf_mee,
        )  # fmt: skip

    def is_klaar(self) -> bool:
        return all(_vraag(f"http://127.0.0.1:{p}/gezond/klaar") for p in self.rasa)

    def leeft(self) -> bool:
        return self._honcho is not None and self._honcho.poll() is None

    def bezig(self) -> int:
        """Turns that run now in its Rasa processes."""
        cijfers = (_vraag(f"http://127.0.0.1:{p}/metrics") or "" for p in self.rasa)
        return sum(int(float(g)) for c in cijfers for g in re.findall(r"^kindreflex_bezig (\S+)", c, re.M))

    def loop_leeg(self, hoogstens: float = 25) -> None:
        """Wait until its turns are done; nothing new comes in."""
        einde = time.monotonic() + hoogstens
        time.sleep(1)
        while self.bezig() and time.monotonic() < einde:
            time.sleep(0.2)

    def stop(self) -> None:
        if self._honcho and self.leeft():
            self._honcho.terminate()
            self._honcho.wait(timeout=30)


class Productie:
    def __init__(self) -> None:
        getal = {n: int(os.environ.get(n, v)) for n, v in {"RASA_AANTAL": "2", "ACTIES_AANTAL": "2", "BASISPOORT": "7100"}.items()}
        self._adres = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '5005')}"
        var = Path(os.environ.get("KINDREFLEX_MAP_VAR") or WORTEL / "var")
        self._map = (var / "productie").resolve()
        self._nginx_map = self._map / "nginx"
        basis = getal["BASISPOORT"]
        self._ploegen = [
            Ploeg(n, b, getal["ACTIES_AANTAL"], getal["RASA_AANTAL"], self._map) for n, b in (("a", basis), ("b", basis + 200))
        ]
        self._nginx: subprocess.Popen[bytes] | None = None
        self._sein = 0

    def _schrijf(self, actief: Ploeg | None, draaien: list[Ploeg]) -> None:
        """nginx's files: which set serves, and the action servers of every set that runs."""
        self._nginx_map.mkdir(parents=True, exist_ok=True)
        for oud in self._nginx_map.glob("acties*.conf"):
            oud.unlink()
        basis = {"NGINX_MAP": str(self._nginx_map), "NGINX_ADRES": self._adres, "NGINX_RESOLVER": ""}
        hoofd = basis | {"NGINX_RASA": _servers(actief.rasa) if actief else _NIEMAND}
        sjablonen = WORTEL / "deploy"
        for p in draaien:
            w = {"NGINX_PLOEG": p.naam, "NGINX_ACTIES": _servers(p.acties), "NGINX_ACTIEADRES": p.actieadres}
            tekst = vul_in((sjablonen / "acties.conf.template").read_text(), w)
            (self._nginx_map / f"acties_{p.naam}.conf").write_text(tekst)
        (self._nginx_map / "nginx.conf").write_text(vul_in((sjablonen / "nginx.conf.template").read_text(), hoofd))

    def _start_nginx(self) -> None:
        nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or stop("nginx ontbreekt: apt-get install nginx")
        opdracht = [nginx, "-p", str(self._nginx_map), "-c", str(self._nginx_map / "nginx.conf"), "-e", "stderr", "-g", "daemon off;"]
        self._nginx = subprocess.Popen(
            [str(PYTHON), "-m", "opstart.bewaak", *opdracht], cwd=WORTEL, start_new_session=True, preexec_fn=sterf_mee,
            env=os.environ | {"PLOEG_MAP": str(self._map), "BEWAAK_STOPSEIN": "SIGQUIT"},
        )  # fmt: skip

    def _sein_nginx(self, sein: signal.Signals) -> None:
        with contextlib.suppress(OSError, ValueError):
            os.kill(int((self._nginx_map / "nginx.pid").read_text()), sein)

    def _wacht_klaar(self, ploeg: Ploeg, hoogstens: float = 180) -> bool:
        einde = time.monotonic() + hoogstens
        while time.monotonic() < einde and ploeg.leeft() and self._sein not in (signal.SIGTERM, signal.SIGINT):
            if ploeg.is_klaar():
                return True
            time.sleep(0.3)
        return False

    def _begin(self) -> None:
        eerste = self._ploegen[0]
        self._schrijf(None, [eerste])
        self._start_nginx()
        eerste.start()
        if not self._wacht_klaar(eerste):
            self._einde()
            stop("De processen werden niet klaar; kijk hierboven wat er misging.")
        self._schrijf(eerste, [eerste])
        self._sein_nginx(signal.SIGHUP)
        zeg(f"De assistent draait op http://{self._adres} (stoppen met Ctrl-C, vernieuwen met 'make wissel')")

    def _wissel(self) -> None:
        """A new set beside the old one; the old one goes when it has finished its turns."""
        oud, nieuw = self._ploegen
        zeg(f"Wissel: ploeg {nieuw.naam} start")
        self._schrijf(oud, [oud, nieuw])
        self._sein_nginx(signal.SIGHUP)
        nieuw.start()
        if not self._wacht_klaar(nieuw):
            zeg(f"Wissel afgebroken: ploeg {nieuw.naam} werd niet klaar; ploeg {oud.naam} gaat verder")
            nieuw.stop()
            self._schrijf(oud, [oud])
            self._sein_nginx(signal.SIGHUP)
            return
        self._schrijf(nieuw, [oud, nieuw])
        self._sein_nginx(signal.SIGHUP)
        oud.loop_leeg()
        oud.stop()
        self._schrijf(nieuw, [nieuw])
        self._sein_nginx(signal.SIGHUP)
        self._ploegen.reverse()
        zeg(f"Wissel klaar: ploeg {nieuw.naam} bedient")

    def _einde(self) -> None:
        """nginx finishes what it took in, then the processes stop."""
        if self._nginx:
            self._nginx.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._nginx.wait(timeout=30)
        for p in self._ploegen:
            p.stop()
        (self._map / "pid").unlink(missing_ok=True)

    def _onthoud(self, sein: int, _: FrameType | None) -> None:
        self._sein = sein

    def loop(self) -> None:
        self._map.mkdir(parents=True, exist_ok=True)
        (self._map / "pid").write_text(str(os.getpid()))
        for sein in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sein, self._onthoud)
        self._begin()
        while self._ploegen[0].leeft() and self._nginx and self._nginx.poll() is None:
            if self._sein in (signal.SIGTERM, signal.SIGINT):
                break
            if self._sein == signal.SIGHUP:
                self._sein = 0
                self._wissel()
            time.sleep(0.2)
        self._einde()


def main() -> None:
    if ontbreekt := [n for n in _NODIG if not os.environ.get(n)]:
        stop(f"Zet eerst {', '.join(ontbreekt)} in de omgeving (zie docs/beheer.md).")
    os.environ["KINDREFLEX_OMGEVING"] = "productie"
    Productie().loop()


if __name__ == "__main__":
    main()
