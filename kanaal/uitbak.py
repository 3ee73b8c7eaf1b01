"""The outbox: every answer is kept under the id of its message.

A message that arrives twice gets the answer that was given, and a page that was reloaded
gets the talk back. The text in it is the text as stored: names are hidden.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from logboek.databank import leeg_journaal
from logboek.tabellen import uitbak

# Put together once: that takes longer than SQLite does to answer.
_HAAL = sa.select(uitbak.c.antwoord).where(
    uitbak.c.gesprek == sa.bindparam("van"), uitbak.c.bericht_id == sa.bindparam("op")
)
_BEWAAR = sa.insert(uitbak)


class Uitbak:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def haal(self, gesprek: str, bericht_id: str) -> list[dict[str, Any]] | None:
        """The answer to a message, or None when it was not answered yet."""
        with self._engine.connect() as db:
            rij = db.execute(_HAAL, {"van": gesprek, "op": bericht_id}).first()
        return json.loads(rij.antwoord) if rij else None

    def bewaar(self, gesprek: str, bericht_id: str, tekst: str, antwoord: list[dict[str, Any]]) -> None:
        """Keep an answer; a second one to the same message is dropped."""
        rij = {
            "gesprek": gesprek,
            "bericht_id": bericht_id,
            "tekst": tekst,
            "antwoord": json.dumps(antwoord, ensure_ascii=False),
            "tijd": datetime.datetime.now(datetime.timezone.utc),
        }
        try:
            with self._engine.begin() as db:
                db.execute(_BEWAAR, rij)
        except IntegrityError:
            pass

    def beurten(self, gesprek: str, hoogstens: int = 200) -> list[dict[str, Any]]:
        """The last turns of a conversation, oldest first."""
        t = uitbak.c
        vraag = sa.select(t.bericht_id, t.tekst, t.antwoord).where(t.gesprek == gesprek).order_by(t.id.desc())
        with self._engine.connect() as db:
            rijen = db.execute(vraag.limit(hoogstens)).all()
        return [
            {"bericht_id": r.bericht_id, "tekst": r.tekst, "antwoord": json.loads(r.antwoord)}
            for r in reversed(rijen)
        ]

    def wis(self, gesprek: str) -> None:
        with self._engine.begin() as db:
            db.execute(sa.delete(uitbak).where(uitbak.c.gesprek == gesprek))
        leeg_journaal(self._engine)

    def ruim_op(self, voor: datetime.datetime) -> int:
        """Remove conversations whose last message is older; returns the number of rows."""
        oud = sa.select(uitbak.c.gesprek).group_by(uitbak.c.gesprek).having(sa.func.max(uitbak.c.tijd) < voor)
        with self._engine.begin() as db:
            weg = int(db.execute(sa.delete(uitbak).where(uitbak.c.gesprek.in_(oud))).rowcount)
        leeg_journaal(self._engine)
        return weg
