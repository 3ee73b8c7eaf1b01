"""`python -m opstart.bewaak COMMAND…`: keep one process running.

A process that dies is started again, after a pause that grows while it keeps dying. What it
leaves behind (nginx's workers hold its port) goes with it. SIGTERM lets it finish; a command
that finishes on another signal names it in BEWAAK_STOPSEIN.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

_PAUZE, _LANGSTE_PAUZE, _GEZOND_NA = 0.3, 10.0, 30.0
_PR_SET_PDEATHSIG = 1


def sterf_mee() -> None:
    """Linux: a process does not outlive its keeper."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Bewaker:
    def __init__(self, opdracht: list[str], pidbestand: Path | None) -> None:
        self._opdracht = opdracht
        self._pidbestand = pidbestand
        self._kind: subprocess.Popen[bytes] | None = None
        self._stopt = False

    def stop(self, _: int, __: FrameType | None) -> None:
        self._stopt = True
        if self._kind:
            self._kind.send_signal(signal.Signals[os.environ.get("BEWAAK_STOPSEIN", "SIGTERM")])

    def loop(self) -> int:
        """Run until told to stop; returns the exit code."""
        pauze = _PAUZE
        while not self._stopt:
            begin = time.monotonic()
            code = self._een_keer()
            if self._stopt:
                return 0
            pauze = _PAUZE if time.monotonic() - begin > _GEZOND_NA else min(pauze * 2, _LANGSTE_PAUZE)
            print(f"bewaak: {self._opdracht[-1]} ended ({code}); again in {pauze:.1f} s", file=sys.stderr, flush=True)
            time.sleep(pauze)
        return 0

    def _een_keer(self) -> int:
        with subprocess.Popen(self._opdracht, start_new_session=True, preexec_fn=sterf_mee) as kind:
            self._kind = kind
            if self._stopt:
                kind.terminate()
            if self._pidbestand:
                self._pidbestand.write_text(str(kind.pid))
            code = kind.wait()
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(kind.pid, signal.SIGKILL)
        return code


def main(opdracht: list[str]) -> int:
    map_, naam = os.environ.get("PLOEG_MAP"), os.environ.get("HONCHO_PROCESS_NAME", "nginx")
    bestand = Path(map_) / f"{naam}.pid" if map_ else None
    bewaker = Bewaker(opdracht, bestand)
    for sein in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sein, bewaker.stop)
    return bewaker.loop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
