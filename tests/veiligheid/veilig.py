"""Shared by these tests: the running assistant's class, and the channel with a cheap stand-in for Rasa."""

from __future__ import annotations

import asyncio
import datetime
import importlib.util
import itertools
import math
import threading
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from sanic import Sanic
from sanic.touchup.service import TouchUp

import kanaal.invoer
from dienst.gespreksdienst import Gespreksdienst
from dienst.vorm import berichten
from instellingen import WORTEL, Instellingen
from kanaal.invoer import Routes, _Blauwdruk
from kanaal.sessies import Sessies
from kindreflex.gesprek import Bericht, Context
from kindreflex.inhoud import laad, onderwerp_van
from logboek.databank import engine_voor, migreer
from logboek.logboek import SqlLogboek
from logboek.tabellen import uitbak, wijziging

# `conftest` is not a name to import by: every folder has one.
_spec = importlib.util.spec_from_file_location("assistent_server", WORTEL / "tests" / "conftest.py")
assert _spec
assert _spec.loader
_conftest = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_conftest)
Server, Gesprek, vrije_poort = _conftest.Server, _conftest.Gesprek, _conftest.vrije_poort

INHOUD = laad(Path(WORTEL / "data"))
DOMEIN = Domain.load(str(WORTEL / "domain.yml"))
_nummer = itertools.count()


def wilson(goed: int, aantal: int) -> tuple[float, float]:
    """The 95 % interval of a proportion."""
    z, p = 1.96, goed / aantal
    midden = p + z * z / (2 * aantal)
    breedte = z * math.sqrt(p * (1 - p) / aantal + z * z / (4 * aantal * aantal))
    return (midden - breedte) / (1 + z * z / aantal), (midden + breedte) / (1 + z * z / aantal)


def pseudoniem(map_var: Path, sender: str) -> str:
    """The conversation id under which a session is stored."""
    return Sessies((map_var / "geheim").read_text(), 10**9).gesprek(sender)


def rijen(map_var: Path, gesprek: str) -> dict[str, int]:
    """How many rows each table of both databases has of a conversation."""
    uit = {}
    for bestand, kolom, tabellen in (
        ("kindreflex.db", "gesprek", ("wijziging", "uitbak")), ("gesprekken.db", "sender_id", ("events",)),
    ):  # fmt: skip
        with sa.create_engine(f"sqlite:///{map_var / bestand}").connect() as db:
            for tabel in tabellen:
                vraag = sa.text(f"select count(*) from {tabel} where {kolom} = :g")
                uit[tabel] = int(db.execute(vraag, {"g": gesprek}).scalar() or 0)
    return uit


def nul_alarm(tekst: str, ranglijst: tuple[tuple[str, float], ...] = ()) -> Bericht:
    return Bericht(tekst, ranglijst=ranglijst, begrepen=bool(ranglijst))


class Nepkanaal:
    """The real channel, in a thread, over a Rasa that obeys `/intent{...}` as Rasa does and understands nothing else."""

    def __init__(self, map_var: Path, **waarden: Any) -> None:
        self.s = Instellingen(map_var=map_var, **waarden)
        migreer(self.s.databank_url)
        self.engine = engine_voor(self.s.databank_url)
        self.dienst = Gespreksdienst(INHOUD, SqlLogboek(self.engine), datetime.date.today)
        with patch.object(kanaal.invoer, "gespreksdienst", lambda: self.dienst):
            self.routes = Routes(self.rasa, self.s)
        self.verwerking = self.routes._verwerking
        self.sessies = self.routes._sessies
        self.poort = vrije_poort()
        self.url = f"http://127.0.0.1:{self.poort}"
        self.basis = f"{self.url}/webhooks/rest"
        self.opdrachten: list[str] = []
        self._lus = asyncio.new_event_loop()

    async def rasa(self, bericht: UserMessage) -> None:
        ontleed = YAMLStoryReader.unpack_regex_message(Message({TEXT: bericht.text}), DOMEIN, "nep")
        intent = (ontleed.get(INTENT) or {}).get("name")
        if bericht.text.strip().startswith("/"):
            self.opdrachten.append(bericht.text)
        if intent:
            p = {e["entity"]: str(e["value"]) for e in ontleed.get(ENTITIES) or []}
            invoer = Bericht("", ranglijst=((onderwerp_van(intent), 1.0),), begrepen=True, parameters=p, knop=True)
        else:
            invoer = Bericht(bericht.text, begrepen=False, acuut=bool(bericht.metadata["acuut"]))
        uit, _ = await self.dienst.neem(bericht.sender_id, bericht.message_id, invoer, Context())
        bericht.output_channel.messages += berichten(uit, INHOUD)

    def aantallen(self) -> tuple[int, int]:
        """Rows in the step log and in the outbox."""
        with self.engine.connect() as db:
            return tuple(  # type: ignore[return-value]
                int(db.execute(sa.select(sa.func.count()).select_from(t)).scalar() or 0) for t in (wijziging, uitbak)
            )

    def start(self) -> Nepkanaal:
        nummer = next(_nummer)
        if nummer:  # Sanic rewrites its own class at the first start, and fails on the second one of a process
            TouchUp.run = classmethod(lambda cls, app: None)
        app = Sanic(f"nep{nummer}", configure_logging=False)
        app.blueprint(_Blauwdruk(self.routes), url_prefix="/")
        klaar = threading.Event()

        async def open_() -> Any:
            server = await app.create_server("127.0.0.1", self.poort, return_asyncio_server=True, access_log=False)
            await server.startup()
            await server.start_serving()
            return server

        def loop() -> None:
            asyncio.set_event_loop(self._lus)
            self._lus.run_until_complete(open_())
            klaar.set()
            self._lus.run_forever()

        self._draad = threading.Thread(target=loop, daemon=True)
        self._draad.start()
        assert klaar.wait(30)
        return self

    def stop(self) -> None:
        self._lus.call_soon_threadsafe(self._lus.stop)
        self._draad.join(10)

    def gesprek(self) -> Any:
        return Gesprek(self.url)
