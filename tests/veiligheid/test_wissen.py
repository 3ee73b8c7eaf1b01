"""Deleting and retention: no row, and no byte in any file.

Seen to fail: without emptying the journals after a deletion.
"""

from __future__ import annotations

import asyncio
import datetime
import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from veilig import Nepkanaal, pseudoniem, rijen

from instellingen import Instellingen
from kanaal.audit import vindplaatsen
from kanaal.onderhoud import ruim_op
from kanaal.trackerstore import Trackerstore
from kanaal.uitbak import Uitbak
from kindreflex.stand import Gebeurtenis
from logboek.databank import engine_voor, migreer
from logboek.logboek import SqlLogboek


def _wis_getypt(g: Any) -> None:
    g.zeg("wis dit gesprek")
    g.zeg("ja")


def _wis_met_knop(g: Any) -> None:
    g.zeg("wis dit gesprek")
    g.kies("Ja, wis alles")


def _wis_met_delete(g: Any) -> None:
    antwoord = requests.delete(f"{g.basis}/sessie", headers={"Authorization": f"Bearer {g.sender}"}, timeout=30)
    assert antwoord.status_code == 204


@pytest.mark.server
@pytest.mark.parametrize(("hoe", "woord"), [(_wis_getypt, "vlinderkruid"), (_wis_met_knop, "regenpijp"), (_wis_met_delete, "kasseisteen")])
def test_no_row_and_no_byte_is_left(server: Any, hoe: Any, woord: str) -> None:
    zin = f"de moeder vergeleek het met een {woord} in de tuin"
    g, buur = server.gesprek(), server.gesprek()
    for i in range(8):
        g.zeg(f"{zin} en nog {i}")
        buur.zeg(f"een ander gesprek over hetzelfde weer {i}")
    g.zeg("stap 1 is klaar")
    gesprek, ander = (pseudoniem(server.map_var, x.sender) for x in (g, buur))
    voor = rijen(server.map_var, gesprek)
    assert min(voor.values()) > 0, voor
    assert vindplaatsen(server.map_var, [woord]), "it was stored"
    hoe(g)
    assert rijen(server.map_var, gesprek) == {"wijziging": 0, "uitbak": 0, "events": 0}
    assert rijen(server.map_var, ander)["uitbak"] == 8
    over = vindplaatsen(server.map_var, [woord, gesprek])
    assert over == []
    assert g.zeg("hallo")["stand"]["stappen"]["1"] == "open"


def test_a_deletion_waits_for_the_turn_that_runs(tmp_path: Path) -> None:
    """Else that turn writes the conversation back after it."""
    nep = Nepkanaal(tmp_path)
    echt, begonnen = nep.rasa, threading.Event()

    async def traag(bericht: Any) -> None:
        begonnen.set()
        await asyncio.sleep(0.4)
        await echt(bericht)

    async def samen() -> None:
        beurt = asyncio.ensure_future(nep.verwerking.beantwoord("g", "stap 1 is klaar", "b", traag))
        await asyncio.sleep(0.2)
        assert begonnen.is_set()
        await nep.verwerking.wis("g")
        await beurt

    asyncio.run(samen())
    assert nep.aantallen() == (0, 0)


def test_a_turn_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    nep = Nepkanaal(tmp_path, antwoord_seconden=0.2)
    klaar = []

    async def traag(bericht: Any) -> None:
        await asyncio.sleep(0.6)
        klaar.append(bericht)

    async def doe() -> Any:
        uit = await nep.verwerking.beantwoord("g", "hallo daar", "b", traag)
        await asyncio.sleep(0.7)
        return uit

    assert "112" in json.dumps(asyncio.run(doe()))
    assert klaar == []


# --- retention ------------------------------------------------------------------------

OUD, JONG = 31, 29


def _dagen_terug(n: float) -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=n)


def test_what_is_older_goes_and_what_is_younger_stays(tmp_path: Path) -> None:
    s = Instellingen(map_var=tmp_path)
    migreer(s.databank_url)
    engine = engine_voor(s.databank_url)
    winkel = Trackerstore(Domain.empty(), dialect="sqlite", db=str(tmp_path / "gesprekken.db"))
    for naam, leeftijden in (("oud", (90, OUD)), ("jong", (90, JONG)), ("nieuw", (0,))):
        tracker = DialogueStateTracker(naam, [])
        for i, dagen in enumerate(leeftijden):
            Uitbak(engine).bewaar(naam, f"b{i}", f"tekstvan{naam}", [{"text": "x"}])
            SqlLogboek(engine).schrijf(naam, f"b{i}", [Gebeurtenis("stap1", "open", "klaar")], "v")
            tijd = _dagen_terug(dagen)
            with engine.begin() as db:
                for tabel, kolom in (("uitbak", "bericht_id"), ("wijziging", "bericht")):
                    db.execute(sa.text(f"update {tabel} set tijd = :t where gesprek = :g and {kolom} = :b"), {"t": tijd.replace(tzinfo=None).isoformat(" "), "g": naam, "b": f"b{i}"})
            tracker.update(ActionExecuted("action_session_start", timestamp=tijd.timestamp()))
            tracker.update(UserUttered(f"tekstvan{naam}", timestamp=tijd.timestamp()))
        asyncio.run(winkel.save(tracker))

    assert ruim_op(s, winkel) == 2 + 2 + 4
    over = {n: rijen(tmp_path, n) for n in ("oud", "jong", "nieuw")}
    assert over == {
        "oud": {"wijziging": 0, "uitbak": 0, "events": 0},
        "jong": {"wijziging": 2, "uitbak": 2, "events": 4},
        "nieuw": {"wijziging": 1, "uitbak": 1, "events": 2},
    }
    assert vindplaatsen(tmp_path, ["tekstvanoud"]) == []
    assert vindplaatsen(tmp_path, ["tekstvanjong"])
    assert ruim_op(s, winkel) == 0


def test_retention_is_on_by_default_and_runs_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Instellingen().bewaar_dagen == 30
    from kanaal import onderhoud as module

    geroepen = []
    monkeypatch.setattr(module, "ruim_op", lambda *a: geroepen.append(time.monotonic()) or 0)
    echt = asyncio.sleep

    async def kort(_: float) -> None:
        await echt(0.01)

    monkeypatch.setattr(module.asyncio, "sleep", kort)

    class App:
        ctx = object()

    async def doe() -> None:
        taak = asyncio.ensure_future(module.onderhoud(App(), Instellingen(map_var=tmp_path)))  # type: ignore[arg-type]
        await echt(0.1)
        taak.cancel()

    asyncio.run(doe())
    assert len(geroepen) >= 2


def test_a_failed_save_logs_no_text(tmp_path: Path) -> None:
    """Rasa logs the error of a save that failed; SQLAlchemy would put the whole row in it."""
    winkel = Trackerstore(Domain.empty(), dialect="sqlite", db=str(tmp_path / "g.db"))
    with winkel.engine.begin() as db:
        db.execute(sa.text("drop table events"))
        db.execute(sa.text("create table events (id integer primary key, sender_id text unique, type_name text, timestamp float, intent_name text, action_name text, data text check (length(data) < 5))"))
    tracker = DialogueStateTracker("g", [])
    tracker.update(UserUttered("een heel herkenbaar verhaal"))
    with pytest.raises(sa.exc.SQLAlchemyError) as fout:
        asyncio.run(winkel.save(tracker))
    assert "herkenbaar" not in str(fout.value)
    for url in (f"sqlite:///{tmp_path / 'x.db'}",):
        assert engine_voor(url).hide_parameters
