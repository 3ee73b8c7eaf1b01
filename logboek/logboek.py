"""Reading and appending the events of a case."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from kindreflex.stand import Gebeurtenis
from logboek.tabellen import wijziging

_KOLOM = wijziging.c
# Put together once: that takes longer than SQLite does to answer.
_LEES = (
    sa.select(_KOLOM.veld, _KOLOM.oud, _KOLOM.nieuw)
    .where(_KOLOM.gesprek == sa.bindparam("van"), _KOLOM.bericht != sa.bindparam("zonder"))
    .order_by(_KOLOM.id)
)


class Logboek(Protocol):
    """What the rest of the assistant needs of a step log."""

    def lees(self, gesprek: str, zonder_bericht: str = "") -> list[Gebeurtenis]: ...
    def schrijf(self, gesprek: str, bericht: str, events: Sequence[Gebeurtenis], versie: str) -> None: ...
    def wis(self, gesprek: str) -> None: ...


class SqlLogboek:
    """The step log in SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def lees(self, gesprek: str, zonder_bericht: str = "") -> list[Gebeurtenis]:
        """The events of a case in their order.

        `zonder_bericht` leaves out one turn: a turn that is told again must start from
        the state before it.
        """
        with self._engine.connect() as db:
            rijen = db.execute(_LEES, {"van": gesprek, "zonder": zonder_bericht})
            return [Gebeurtenis(*rij) for rij in rijen]

    def schrijf(self, gesprek: str, bericht: str, events: Sequence[Gebeurtenis], versie: str) -> None:
        """Append the events of a turn; the same turn again adds nothing."""
        if not events:
            return
        nu = datetime.datetime.now(datetime.timezone.utc)
        rijen = [
            {"gesprek": gesprek, "bericht": bericht, "volgnummer": i, "veld": e.veld,
             "oud": e.oud, "nieuw": e.nieuw, "tijd": nu, "versie": versie}
            for i, e in enumerate(events)
        ]  # fmt: skip
        voeg_toe: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[self._engine.dialect.name]
        with self._engine.begin() as db:
            db.execute(voeg_toe(wijziging).on_conflict_do_nothing(), rijen)

    def wis(self, gesprek: str) -> None:
        """Remove every row of a conversation."""
        with self._engine.begin() as db:
            db.execute(sa.delete(wijziging).where(wijziging.c.gesprek == gesprek))

    def ruim_op(self, voor: datetime.datetime) -> int:
        """Remove conversations whose last change is older; returns the number of rows."""
        oud = (
            sa.select(wijziging.c.gesprek)
            .group_by(wijziging.c.gesprek)
            .having(sa.func.max(wijziging.c.tijd) < voor)
        )
        with self._engine.begin() as db:
            return int(db.execute(sa.delete(wijziging).where(wijziging.c.gesprek.in_(oud))).rowcount)

    def regels(self) -> Iterator[dict[str, Any]]:
        """Every row, oldest first, as plain values."""
        t = wijziging.c
        with self._engine.connect() as db:
            for rij in db.execute(sa.select(t.gesprek, t.veld, t.oud, t.nieuw, t.tijd, t.versie).order_by(t.id)):
                tijd = rij.tijd.replace(tzinfo=rij.tijd.tzinfo or datetime.timezone.utc)
                yield {**rij._mapping, "tijd": tijd.astimezone(datetime.timezone.utc).isoformat(timespec="seconds")}
