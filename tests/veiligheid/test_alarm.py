"""The numbers come within two seconds, whatever is broken, and the danger is remembered.

With the Rasa process itself killed there is no server left to answer: then the page shows
the numbers; the browser tests have that.
"""

from __future__ import annotations

import asyncio
import datetime
import json
import os
import resource
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from veilig import INHOUD, Nepkanaal, Server, pseudoniem

from kindreflex.acuut import is_acuut

ALARM = "help, hij slaat zijn dochter nu met een riem"
GRENS = 2.0


def alarm(g: Any, wat: str, tekst: str = ALARM) -> dict[str, Any]:
    """Report danger; the numbers have to come in time."""
    begin = time.perf_counter()
    antwoord = requests.post(f"{g.basis}/webhook", json={"sender": g.sender, "message": tekst}, timeout=30)
    duur = time.perf_counter() - begin
    print(f"\n{duur:.2f} s: {wat}")
    assert antwoord.status_code == 200
    g.laatste = antwoord.json()
    assert "112" in g.woorden
    assert "101" in g.woorden
    assert duur < GRENS
    return next(dict(b["custom"]) for b in g.laatste if "custom" in b)


def in_log(map_var: Path, sender: str) -> str:
    with sqlite3.connect(map_var / "kindreflex.db") as db:
        rij = db.execute("select nieuw from wijziging where gesprek = ? and veld = 'acuut' order by id desc", (pseudoniem(map_var, sender),)).fetchone()
    return rij[0] if rij else ""


@pytest.fixture(scope="module")
def breekbaar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    s = Server(tmp_path_factory.mktemp("alarm"))
    yield s.start()
    s.stop()


@pytest.mark.server
def test_everything_that_can_break_around_rasa(breekbaar: Any) -> None:
    s = breekbaar
    g = s.gesprek()
    g.zeg("stap 1 is klaar")
    assert alarm(g, "all is well")["stand"]["acuut"] == "ja"
    assert in_log(s.map_var, g.sender) == "ja"

    g = s.gesprek()
    acties = s._processen["acties"]
    acties.send_signal(signal.SIGSTOP)
    try:
        assert alarm(g, "action server hangs")["stand"]["acuut"] == "ja"
        assert in_log(s.map_var, g.sender) == "ja"
        traag = s.gesprek()
        with pytest.raises(requests.Timeout):  # an ordinary turn that hangs, in the same session
            requests.post(f"{traag.basis}/webhook", json={"sender": traag.sender, "message": "hallo"}, timeout=0.5)
        assert alarm(traag, "behind a turn that hangs")["stand"]["acuut"] == "ja"
    finally:
        acties.send_signal(signal.SIGCONT)
    assert s.gesprek().zeg("hallo")["onderwerp"] == "gesprek/begroeting", "it goes on after that"

    for naam in ("kindreflex.db", "gesprekken.db"):
        g = s.gesprek()
        slot = sqlite3.connect(s.map_var / naam, isolation_level=None)
        slot.execute("begin immediate")
        try:
            alarm(g, f"{naam} locked by another program")
        finally:
            slot.execute("rollback")
            slot.close()
    time.sleep(0.5)

    g = s.gesprek()
    alles = [p.pid for p in s._processen.values()]
    for pid in alles:  # every write fails, as on a full disk: also that of the log
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        assert alarm(g, "disk full for step log, outbox, events and logs")["stand"]["acuut"] == "ja"
        assert g.zeg("hallo")["onderwerp"]
    finally:
        for pid in alles:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    assert alarm(g, "disk has room again")["stand"]["acuut"] == "ja"
    assert in_log(s.map_var, g.sender) == "ja"

    s.kill("acties")
    dood = s.gesprek()
    assert alarm(dood, "action server killed")["stand"]["acuut"] == "ja"
    assert in_log(s.map_var, dood.sender) == "ja"
    assert dood.zeg("wat zijn de stappen")["stand"]["acuut"] == "ja", "and it stays while it is dead"
    assert "112" in dood.woorden

    s.start_acties()
    s.kill("rasa")
    s.start_rasa()
    assert dood.zeg("hallo")["stand"]["acuut"] == "ja", "it survives a restart of both"
    for ander in ("het is niet verontrustend", "stap 1 is klaar", "opnieuw bekeken, pluis"):
        assert dood.zeg(ander)["stand"]["acuut"] == "ja", ander
    assert dood.zeg("het gevaar is geweken")["stand"]["acuut"] != "ja", "only this lifts it"
    assert in_log(s.map_var, dood.sender) != "ja"


@pytest.mark.server
def test_a_loose_reassurance_does_not_lift_it(breekbaar: Any) -> None:
    g = breekbaar.gesprek()
    alarm(g, "before a loose reassurance")
    assert g.zeg("alles is in orde")["stand"]["acuut"] == "ja"


@pytest.mark.server
def test_without_a_model(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    s = Server(tmp_path / "var", modellen=tmp_path / "leeg")
    try:
        s.start_rasa()  # and no action server either
        g = s.gesprek()
        assert alarm(g, "no model, no action server")["stand"]["acuut"] == "ja"
        assert in_log(s.map_var, g.sender) == "ja"
        assert g.zeg("wat is stap 2")["stand"]["acuut"] == "ja"
        assert "112" in g.woorden
    finally:
        s.stop()


# --- the same with a stand-in for Rasa ---------------------------------------------------


def _beantwoord(nep: Nepkanaal, tekst: str, rasa: Any = None) -> Any:
    return asyncio.run(nep.verwerking.beantwoord("g", tekst, "b", rasa or nep.rasa))


def test_danger_in_a_message_that_is_too_long_to_read(tmp_path: Path) -> None:
    uit = json.dumps(_beantwoord(Nepkanaal(tmp_path), ALARM + " echt waar" * 300))
    assert "112" in uit
    assert '"acuut": "ja"' in uit


def test_danger_when_hiding_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(_: str) -> None:
        raise ValueError("stuk")

    nep = Nepkanaal(tmp_path)
    monkeypatch.setattr("kanaal.verwerking.verberg", stuk)
    assert '"acuut": "ja"' in json.dumps(_beantwoord(nep, ALARM))
    assert nep.aantallen()[1] == 0
    with pytest.raises(ValueError, match="stuk"):
        _beantwoord(nep, "een gewone zin")


def test_the_numbers_come_when_rasa_raises(tmp_path: Path) -> None:
    async def stuk(_: Any) -> None:
        raise RuntimeError(ALARM)

    assert '"acuut": "ja"' in json.dumps(_beantwoord(Nepkanaal(tmp_path), ALARM, stuk))


def test_a_year_later_the_numbers_still_come_and_are_called_old(tmp_path: Path) -> None:
    async def stuk(_: Any) -> None:
        raise RuntimeError

    nep = Nepkanaal(tmp_path)
    nep.dienst.vandaag = lambda: datetime.date.today() + datetime.timedelta(400)
    uit = json.dumps(_beantwoord(nep, ALARM, stuk), ensure_ascii=False)
    assert "112" in uit
    assert INHOUD.vast("niet_nagekeken") in uit


def test_the_example_is_danger() -> None:
    assert is_acuut(ALARM)
    assert os.name == "posix"
