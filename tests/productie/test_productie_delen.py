"""The parts that make a failing database or Redis harmless, each by itself."""

from __future__ import annotations

import contextlib
import datetime
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from last import GEVAAR, WORTEL
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.exc import OperationalError

from dienst.gespreksdienst import Gespreksdienst
from dienst.vorm import berichten
from kanaal.knoppen import Knoppen
from kanaal.slotwinkel import Slotwinkel
from kanaal.trackerstore import Trackerstore
from kanaal.uitbak import Uitbak
from kanaal.verwerking import Verwerking
from kindreflex.gesprek import Bericht, Context
from kindreflex.inhoud import laad
from logboek import databank
from logboek.databank import engine_voor, migreer
from logboek.logboek import SqlLogboek

GESPREK = "g1"


async def test_without_redis_the_talk_goes_on() -> None:
    winkel = Slotwinkel(EndpointConfig(url="redis://127.0.0.1:9/0"))
    begin = time.monotonic()
    for _ in range(20):
        async with winkel.lock(GESPREK):
            pass
    assert time.monotonic() - begin < 2, "it is not tried anew for every turn"


async def test_a_store_that_fails_says_so(tmp_path: Path) -> None:
    """Rasa would go on in memory without a word."""
    winkel = Trackerstore(db=str(tmp_path / "gesprekken.db"))
    tracker = DialogueStateTracker(GESPREK, [])
    tracker.update(SlotSet("x", 1))
    await winkel.save(tracker)
    assert winkel.mislukt(GESPREK) == ""
    tracker.update(SlotSet("x", 2))
    with winkel.engine.begin() as db:
        db.exec_driver_sql("DROP TABLE events")
    for wat, doe in (("bewaren", winkel.save(tracker)), ("lezen", winkel.retrieve(GESPREK))):
        with pytest.raises(OperationalError):
            await doe
        assert winkel.mislukt(GESPREK) == wat
        assert winkel.mislukt(GESPREK) == "", "it is said once"


async def test_a_save_that_fails_does_not_hide_that_reading_failed(tmp_path: Path) -> None:
    """Rasa begins a talk anew that it could not read, and saves that at once."""
    winkel = Trackerstore(db=str(tmp_path / "gesprekken.db"))
    with winkel.engine.begin() as db:
        db.exec_driver_sql("DROP TABLE events")
    for doe in (winkel.retrieve(GESPREK), winkel.save(DialogueStateTracker(GESPREK, []))):
        with pytest.raises(OperationalError):
            await doe
    assert winkel.mislukt(GESPREK) == "lezen"


async def test_a_talk_begun_anew_hides_nothing_that_waits(tmp_path: Path) -> None:
    """The database is back between the reading and the saving of one turn."""
    slots = [AnySlot("achterstand", mappings=[])]
    winkel = Trackerstore(Domain.from_dict({"slots": {"achterstand": {"type": "any", "mappings": []}}}), db=str(tmp_path / "g.db"))
    tracker = DialogueStateTracker(GESPREK, slots)
    tracker.update(SlotSet("achterstand", ["waits"]))
    await winkel.save(tracker)
    with winkel.engine.begin() as db:
        db.exec_driver_sql("ALTER TABLE events RENAME TO weg")
    with pytest.raises(OperationalError):
        await winkel.retrieve(GESPREK)
    with winkel.engine.begin() as db:
        db.exec_driver_sql("ALTER TABLE weg RENAME TO events")
    nieuw = DialogueStateTracker(GESPREK, slots)
    for _ in range(3):
        nieuw.update(SlotSet("achterstand", None))
    await winkel.save(nieuw)
    gelezen = await winkel.retrieve(GESPREK)
    assert gelezen
    assert gelezen.get_slot("achterstand") == ["waits"]


async def test_slots_outlive_turns_that_failed(tmp_path: Path) -> None:
    """What the log could not take waits in a slot, however many turns the action server fails after it."""
    winkel = Trackerstore(Domain.from_dict({"slots": {"achterstand": {"type": "any", "mappings": []}}}), db=str(tmp_path / "g.db"))
    tracker = DialogueStateTracker(GESPREK, [AnySlot("achterstand", mappings=[])])
    for waarde in ("old", "waits"):
        tracker.update(SlotSet("achterstand", [waarde]))
    await winkel.save(tracker)
    for i in range(30):
        gelezen = await winkel.retrieve(GESPREK)
        assert gelezen
        assert gelezen.get_slot("achterstand") == ["waits"]
        assert len(gelezen.events) <= 12, "a long talk is not read back whole"
        for event in (UserUttered(f"m{i}"), ActionExecuted("action_listen")):
            gelezen.update(event)
        await winkel.save(gelezen)
    with winkel.engine.connect() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM events").scalar() == 2 + 30 * 2, "nothing is stored twice"


class Opzet:
    """The channel with a stand-in for Rasa that takes the turn itself."""

    def __init__(self, map_: Path) -> None:
        url = f"sqlite:///{map_ / 'k.db'}"
        migreer(url)
        self.dienst = Gespreksdienst(laad(WORTEL / "data"), SqlLogboek(engine_voor(url)), datetime.date.today)
        self.uitbak = Uitbak(engine_voor(url))
        self.mislukt, self.wacht, self.beurten = "", False, 0
        self.kanaal = Verwerking(
            self.dienst, self.uitbak, Knoppen("s" * 32), lambda _: None,
            tekens=2000, geduld=15, geduld_alarm=1.2, mislukt=lambda _: self.mislukt,
        )  # fmt: skip

    async def rasa(self, bericht: Any) -> None:
        self.beurten += 1
        uit, _ = await self.dienst.neem(GESPREK, bericht.message_id, Bericht(bericht.text, acuut=bericht.metadata["acuut"]), Context())
        for deel in berichten(uit, self.dienst.inhoud):
            extra = {"wacht": True} if self.wacht and "custom" in deel else {}
            bericht.output_channel.messages.append({**deel, **({"custom": deel["custom"] | extra} if "custom" in deel else {})})

    async def zeg(self, tekst: str) -> dict[str, Any]:
        uit = await self.kanaal.beantwoord(GESPREK, tekst, "b1", self.rasa)
        deel: dict[str, Any] = next(b["custom"] for b in uit if "custom" in b)
        return deel


@pytest.mark.parametrize(("mislukt", "wacht", "storing"), [("lezen", False, True), ("bewaren", True, True), ("bewaren", False, False), ("", True, False)])
async def test_what_is_kept_nowhere_is_not_noted(tmp_path: Path, mislukt: str, wacht: bool, storing: bool) -> None:
    o = Opzet(tmp_path)
    o.mislukt, o.wacht = mislukt, wacht
    deel = await o.zeg("stap 1 is gedaan")
    assert bool(deel.get("storing")) is storing
    assert "wacht" not in deel
    assert (o.uitbak.haal(GESPREK, "b1") is None) is storing, "a fault is not kept as the answer"
    o.mislukt, o.wacht = "", False
    assert "storing" not in await o.zeg("stap 1 is gedaan"), "the same message again is taken anew"
    assert o.beurten == 1 + storing


async def test_danger_is_answered_anyway(tmp_path: Path) -> None:
    o = Opzet(tmp_path)
    o.mislukt, o.wacht = "bewaren", True
    deel = await o.zeg(GEVAAR)
    assert deel["onderwerp"] == "overleg/acuut_gevaar"
    assert "storing" not in deel


def _pid(engine: Any) -> int:
    with engine.connect() as db:
        assert db.connection.connection.autocommit, "a statement is its own transaction"
        return int(db.execute(sa.text("SELECT pg_backend_pid()")).scalar())


def test_a_connection_that_rested_is_asked_before_it_is_used(opstelling: Any, monkeypatch: Any) -> None:
    """And one that did not rest fails once; the pool is new after that."""
    engine = databank.engine_voor.__wrapped__(opstelling.databank)
    try:
        for rust, merkt_het in ((0.0, False), (60.0, True)):
            monkeypatch.setattr(databank, "_RUST_S", rust)
            oud = _pid(engine)
            opstelling.rijen("SELECT pg_terminate_backend(:p)", p=oud)
            time.sleep(0.3)
            with pytest.raises(OperationalError) if merkt_het else contextlib.nullcontext():
                _pid(engine)
            assert _pid(engine) != oud
    finally:
        engine.dispose()


def test_after_a_migration_statements_are_their_own_transactions_again(opstelling: Any) -> None:
    databank.migreer(opstelling.databank)
    _pid(databank.engine_voor(opstelling.databank))
