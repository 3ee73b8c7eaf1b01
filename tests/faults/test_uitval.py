"""What breaks in the middle of a talk: the person gets a clear sentence, and the talk its state.

Real processes, really killed.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.server


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
    uit = gesprek.zeg("hij is haar nu aan het slaan en de kinderen zijn erbij")
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


def test_no_process_is_left_behind(eigen_server: Any) -> None:
    """SIGTERM ends both: what `make run` sends on Ctrl-C."""
    s = eigen_server.start()
    processen = list(s._processen.values())
    s.stop()
    assert all(p.poll() is not None for p in processen)
