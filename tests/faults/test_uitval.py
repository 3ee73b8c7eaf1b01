"""What breaks in the middle of a talk: the person gets a clear sentence, and the talk its state.

Real processes, really killed.
"""

from __future__ import annotations

import resource
import signal
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.server
GEVAAR = "hij is haar nu aan het slaan en de kinderen zijn erbij"
_FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


def in_log(s: Any) -> list[tuple[str, str, str]]:
    """Every change in the step log, in its order."""
    with sqlite3.connect(Path(s.map_var) / "kindreflex.db") as db:
        return db.execute("SELECT veld, oud, nieuw FROM wijziging ORDER BY id").fetchall()


def gevaar(s: Any) -> None:
    """Somebody in danger now gets the numbers in time."""
    iemand = s.gesprek()
    begin = time.monotonic()
    uit = iemand.zeg(GEVAAR)
    assert time.monotonic() - begin < 2
    assert uit["onderwerp"] == "overleg/acuut_gevaar"
    assert "112" in iemand.laatste[0]["text"]


def test_action_server_killed_in_the_middle(eigen_server: Any) -> None:
    s = eigen_server.start()
    gesprek = s.gesprek()
    gesprek.zeg("stap 1 is gedaan")
    s.kill("acties")

    uit = gesprek.zeg("stap 2 is gedaan")
    assert "112" in gesprek.woorden
    assert "101" in gesprek.woorden
    assert uit["stand"]["stappen"]["1"] == "klaar", "what was known stays known"

    begin = time.monotonic()
    uit = gesprek.zeg(GEVAAR)
    assert time.monotonic() - begin < 3
    assert uit["onderwerp"] == "overleg/acuut_gevaar"
    assert uit["stand"]["acuut"] == "ja"
    assert "112" in gesprek.laatste[0]["text"]

    s.start_acties()
    uit = gesprek.zeg("niet pluis")
    assert uit["stand"]["stappen"]["1"] == "klaar"
    assert uit["stand"]["pluis"] == "nee"
    assert uit["stand"]["acuut"] == "ja", "only the professional lifts it"
    assert gesprek.zeg("het gevaar is geweken")["stand"]["acuut"] == "nee"


def test_everything_restarted(eigen_server: Any) -> None:
    s = eigen_server.start()
    gesprek = s.gesprek()
    gesprek.zeg("stap 1 en 2 zijn gedaan, niet pluis")
    knop = gesprek.paneel()["stapacties"]["4"]["klaar"]
    s.kill("rasa")
    s.kill("acties")
    s.start()
    gesprek.basis = f"{s.url}/webhooks/rest"
    uit = gesprek.zeg(knop)
    assert uit["stand"]["stappen"] == {"1": "klaar", "2": "klaar", "3": "open", "4": "klaar", "5": "open", "6": "open"}
    assert uit["stand"]["pluis"] == "nee"
    assert uit["stand"]["aanbevolen"] == "4"


def test_log_that_cannot_be_written(eigen_server: Any) -> None:
    """The lock of the database is held under the running processes, and let go."""
    s = eigen_server.start()
    gesprek = s.gesprek()
    gesprek.zeg("stap 1 is gedaan")
    db = Path(s.map_var) / "kindreflex.db"
    # Somebody else holds the write lock: nobody can write, everybody can read.
    slot = sqlite3.connect(db, isolation_level=None)
    slot.execute("BEGIN IMMEDIATE")
    try:
        uit = gesprek.zeg("stap 2 is gedaan")
        assert uit["stand"]["stappen"]["2"] == "klaar", "the talk goes on"
        assert uit["onderwerp"] == "voortgang/stap_klaar"
    finally:
        slot.rollback()
        slot.close()
    uit = gesprek.zeg("pluis")
    assert (uit["stand"]["stappen"]["1"], uit["stand"]["stappen"]["2"], uit["stand"]["pluis"]) == ("klaar", "klaar", "ja")
    with sqlite3.connect(db) as lees:
        rijen = lees.execute("SELECT veld, nieuw FROM wijziging ORDER BY id").fetchall()
    assert rijen == [("stap_1", "klaar"), ("stap_2", "klaar"), ("pluis", "ja")], "the log caught up, in order"


def test_disk_full_for_the_step_log(eigen_server: Any) -> None:
    """The process that writes the log has no room, as on a volume of its own; Rasa's events have."""
    s = eigen_server.start()
    een, twee = s.gesprek(), s.gesprek()
    een.zeg("stap 1 is gedaan")
    voor = in_log(s)
    acties = s._processen["acties"].pid
    resource.prlimit(acties, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        for nummer in ("2", "4"):
            for gesprek in (een, twee):
                uit = gesprek.zeg(f"stap {nummer} is gedaan")
                assert "storing" not in uit
                assert uit["stand"]["stappen"][nummer] == "klaar", "the talk goes on"
        gevaar(s)
        assert in_log(s) == voor
    finally:
        resource.prlimit(acties, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    for gesprek in (een, twee):
        assert gesprek.zeg("stap 2 is toch niet gedaan")["stand"]["stappen"]["4"] == "klaar"
    ingehaald = [(f"stap_{n}", "open", "klaar") for n in (2, 4)] + [("stap_2", "klaar", "open")]
    assert in_log(s) == [*voor, *ingehaald, *ingehaald], "the log caught up, in order, once"


@pytest.mark.skipif(not _FAKETIME, reason="The clock jump was not tested; that needs: apt-get install -y faketime")
def test_clock_that_jumps(eigen_server: Any, tmp_path: Path) -> None:
    """A wrong clock that is put right, in both directions, between turns and in the middle of one.

    The clock that only counts (CLOCK_MONOTONIC) goes on, as it does when a machine's clock is set.
    """
    klok = tmp_path / "klok"
    klok.write_text("+0")
    eigen_server._omgeving |= {
        "LD_PRELOAD": str(_FAKETIME[-1]), "FAKETIME_TIMESTAMP_FILE": str(klok), "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
    }  # fmt: skip
    s = eigen_server.start()
    gesprek = s.gesprek()
    knoppen = gesprek.paneel()["stapacties"]
    verwacht: list[tuple[str, str, str]] = []

    def klik(nummer: str, wat: str, oud: str, nieuw: str) -> None:
        uit = gesprek.zeg(knoppen[nummer][wat])
        assert "storing" not in uit
        assert uit["stand"]["stappen"][nummer] == nieuw
        verwacht.append((f"stap_{nummer}", oud, nieuw))

    klik("1", "klaar", "open", "klaar")
    for sprong in ("+20d", "+0", "-3d", "+0"):
        klok.write_text(sprong)
        klik("2", "klaar", "open", "klaar")
        # Begun under one clock, finished under the next one.
        acties = s._processen["acties"]
        acties.send_signal(signal.SIGSTOP)
        try:
            midden = threading.Thread(target=klik, args=("2", "heropen", "klaar", "open"))
            midden.start()
            time.sleep(0.5)
            klok.write_text("+1d")
        finally:
            acties.send_signal(signal.SIGCONT)
        midden.join(30)
        # A session that was given out by a clock that is ahead.
        nieuw = s.gesprek()
        klok.write_text(sprong)
        assert nieuw.zeg("hallo")["onderwerp"] == "gesprek/begroeting"
        gevaar(s)
    assert [r for r in in_log(s) if r[0] != "acuut"] == verwacht, "nothing missing, nothing double"
    with sqlite3.connect(Path(s.map_var) / "kindreflex.db") as db:
        tijden = [t for (t,) in db.execute("SELECT tijd FROM wijziging ORDER BY id")]
    assert tijden != sorted(tijden), "the clock did jump"


def test_no_process_is_left_behind(eigen_server: Any) -> None:
    """SIGTERM ends both: what `make run` sends on Ctrl-C."""
    s = eigen_server.start()
    processen = list(s._processen.values())
    s.stop()
    assert all(p.poll() is not None for p in processen)
