"""Set-up in a folder of its own, run as a stranger would: a process, its output, its exit code.

`huis` is a copy of `opstart/` with everything in place; each test takes one thing away.
Seen to fail: with the `except OSError` of `main` taken out, and with `_controleer_poort` never called.
"""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gereedschap import WORTEL


class Huis:
    def __init__(self, map_: Path) -> None:
        self.map, self.bin = map_ / "huis", map_ / "bin"
        shutil.copytree(WORTEL / "opstart", self.map / "opstart", ignore=shutil.ignore_patterns("__pycache__"))
        for deel in (self.map / ".venv" / "bin", self.map / "models", self.map / "data" / "stap", self.bin, map_ / "thuis"):
            deel.mkdir(parents=True)
        for lock in ("requirements.lock", "requirements-dev.lock"):
            (self.map / lock).write_text(f"{lock}\n")
            (self.map / ".venv" / f".{lock}").write_text(hashlib.sha256(f"{lock}\n".encode()).hexdigest())
        (self.map / "data" / "stap" / "1.yml").write_text("een: 1\n")
        self.programma(self.map / ".venv" / "bin" / "python", "echo nep-python $*")
        self.programma(self.map / ".venv" / "bin" / "honcho", 'echo "honcho $*"; echo "POORT=$POORT ACTIEPOORT=$ACTIEPOORT TELEMETRIE=$RASA_TELEMETRY_ENABLED"')
        (self.map / "models" / "kindreflex.tar.gz").write_text("model")
        (self.map / "models" / "vingerafdruk").write_text(self.doe("-c", "from opstart import train; print(train.vingerafdruk(), end='')").stdout)
        self.thuis = map_ / "thuis"

    def programma(self, pad: Path, regels: str) -> None:
        pad.write_text(f"#!/bin/sh\n{regels}\n")
        pad.chmod(0o755)

    def doe(self, *wat: str, python: str = sys.executable, **omgeving: str) -> subprocess.CompletedProcess[str]:
        schoon = {"PATH": f"{self.bin}:/nergens", "HOME": str(self.map.parent / "thuis"), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run([python, *wat], cwd=self.map, env=schoon | omgeving, capture_output=True, text=True, timeout=60)

    def run(self, wat: str = "run", python: str = sys.executable, **omgeving: str) -> subprocess.CompletedProcess[str]:
        return self.doe("-m", "opstart", wat, python=python, **omgeving)


@pytest.fixture
def huis(tmp_path: Path) -> Huis:
    return Huis(tmp_path)


@pytest.fixture
def poort() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        yield int(s.getsockname()[1])


def een_zin(uit: subprocess.CompletedProcess[str], *stukken: str) -> None:
    """It stopped, and all it says of it is one clear sentence."""
    assert uit.returncode != 0
    assert "Traceback" not in uit.stdout + uit.stderr, uit.stderr
    regels = [r for r in uit.stderr.splitlines() if r.strip()]
    assert len(regels) == 1, uit.stderr
    assert regels[0].startswith("✗ ")
    for stuk in stukken:
        assert stuk in regels[0]


def vrije_poort() -> str:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return str(s.getsockname()[1])


def andere_python() -> str:
    """A Python that is not 3.10."""
    namen = [shutil.which(f"python3.{n}") for n in (11, 12, 13, 9, 8)] + ["/usr/bin/python3"]
    for pad in filter(None, namen):
        vraag = "import sys; print(sys.executable if sys.version_info[:2] != (3, 10) else '')"
        uit = subprocess.run([pad, "-c", vraag], capture_output=True, text=True)
        if uit.stdout.strip():  # the real file: a shim of pyenv needs more than our empty PATH
            return uit.stdout.strip()
    pytest.skip("no other Python on this machine")


def test_when_all_is_there_it_starts_at_once(huis: Huis) -> None:
    poort = vrije_poort()
    uit = huis.run(PORT=poort)
    assert uit.returncode == 0, uit.stderr
    assert f"http://127.0.0.1:{poort}" in uit.stdout
    assert "honcho --no-colour" in uit.stdout
    assert f"POORT={poort} " in uit.stdout
    assert "TELEMETRIE=false" in uit.stdout
    assert "installeren" not in uit.stdout
    assert "trainen" not in uit.stdout, "nothing changed, so nothing is done"


def test_taken_port(huis: Huis, poort: int) -> None:
    uit = huis.run(PORT=str(poort))
    een_zin(uit, str(poort), "in gebruik", f"PORT={poort + 1}")
    assert "honcho" not in uit.stdout


@pytest.mark.parametrize("waarde", ["abc", "99999", "-1"])
def test_a_port_that_is_none(huis: Huis, waarde: str) -> None:
    een_zin(huis.run(PORT=waarde), waarde)


def test_unknown_command(huis: Huis) -> None:
    een_zin(huis.run("ren"), "ren")


def test_changed_content_is_trained_again(huis: Huis) -> None:
    (huis.map / "data" / "stap" / "1.yml").write_text("een: 2\n")
    uit = huis.run("train")
    assert uit.returncode == 0, uit.stderr
    assert "Model trainen" in uit.stdout
    assert "Model trainen" not in huis.run("train").stdout, "and then not again"


def test_training_that_fails(huis: Huis) -> None:
    (huis.map / "data" / "stap" / "1.yml").write_text("een: 2\n")
    huis.programma(huis.map / ".venv" / "bin" / "python", "echo ValueError: kapot; exit 1")
    een_zin(huis.run("train"), "trainen", "var/opstart.log")
    assert "kapot" in (huis.map / "var" / "opstart.log").read_text()
    assert "Model trainen" in huis.run("train").stdout, "a failed training is not taken for done"


@pytest.mark.parametrize(
    ("uitvoer", "stukken"),
    [
        ("OSError: [Errno 28] No space left on device", ("schijf is vol",)),
        ("unable to execute 'gcc': No such file or directory", ("C-compiler", "build-essential")),
        ("fatal error: Python.h: No such file or directory", ("python3.10-dev",)),
        ("Temporary failure in name resolution", ("netwerk",)),
        ("Connection refused", ("netwerk",)),
        ("something else", ("var/opstart.log",)),
    ],
)
def test_installing_that_fails(huis: Huis, uitvoer: str, stukken: tuple[str, ...]) -> None:
    (huis.map / "requirements.lock").write_text("nieuw==1\n")
    (huis.map / ".venv" / ".requirements-dev.lock").unlink()
    huis.programma(huis.map / ".venv" / "bin" / "python", f'echo begonnen; echo "{uitvoer}" >&2; exit 1')
    een_zin(huis.run("omgeving"), *stukken)
    assert uitvoer in (huis.map / "var" / "opstart.log").read_text()


def test_really_full_disk(huis: Huis) -> None:
    """/dev/full is a disk without room: the mark of the trained model cannot be written."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    (huis.map / "models" / "kindreflex.tar.gz").unlink()
    (huis.map / "models" / "vingerafdruk").unlink()
    (huis.map / "models" / "vingerafdruk").symlink_to("/dev/full")
    een_zin(huis.run("train"), "schijf is vol")


def test_no_python_310(huis: Huis) -> None:
    shutil.rmtree(huis.map / ".venv")
    een_zin(huis.run("omgeving", python=andere_python()), "Python 3.10", "pyenv install", "uv python install")


def test_it_finds_the_python_of_pyenv(huis: Huis) -> None:
    pad = huis.map.parent / "pyenv" / "versions" / "3.10.99" / "bin" / "python3.10"
    pad.parent.mkdir(parents=True)
    huis.programma(pad, f'exec "{sys.executable}" "$@"')
    uit = huis.doe("-c", "from opstart.omgeving import vind_python; print(vind_python())", python=andere_python(), PYENV_ROOT=str(pad.parents[3]))
    assert uit.stdout.strip() == str(pad), uit.stderr


def test_it_finds_the_python_of_the_system(huis: Huis) -> None:
    huis.programma(huis.bin / "python3.10", f'exec "{sys.executable}" "$@"')
    uit = huis.doe("-c", "from opstart.omgeving import vind_python; print(vind_python())", python=andere_python())
    assert uit.stdout.strip() == str(huis.bin / "python3.10"), uit.stderr


def test_it_lets_uv_fetch_one(huis: Huis) -> None:
    """uv has none, is asked to install, and has one then."""
    gehaald = huis.bin / "gehaald"
    huis.programma(huis.bin / "uv", f'case "$2" in install) > "{gehaald}"; exit 0;; find) [ -e "{gehaald}" ] && echo /opt/python3.10 && exit 0; exit 1;; esac')
    uit = huis.doe("-c", "from opstart.omgeving import vind_python; print(vind_python())", python=andere_python())
    assert uit.stdout.splitlines()[-1] == "/opt/python3.10", uit.stderr


def test_a_python_that_lies_is_passed_over(huis: Huis) -> None:
    huis.programma(huis.bin / "python3.10", "exit 3")
    shutil.rmtree(huis.map / ".venv")
    een_zin(huis.run("omgeving", python=andere_python()), "Python 3.10")
