"""Rasa's SQL tracker store, with a second privacy net and a short memory.

The case state lives in the step log and the slots, so a turn needs only the last events of
a talk: reading back a whole day's talk made the turn slower with every message.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

from logboek.databank import GESPREKKEN, engine_voor, leeg_journaal, migreer, stel_sqlite_in
from privacy import verberg

_EVENTS = SQLTrackerStore.SQLEvent.__table__
_LAATSTE_EVENTS = 8
"""Most of a turn: Rasa walks through all that is read several times a turn, and needs little of it."""
_SLOTS = 3
"""Every turn sets all three slots anew. After turns that failed they lie further back, and are looked for apart."""


def _laatste(aantal: int, *voorwaarden: Any) -> Any:
    vraag = sa.select(_EVENTS.c.id, _EVENTS.c.type_name, _EVENTS.c.data).where(_EVENTS.c.sender_id == sa.bindparam("van"), *voorwaarden)
    return vraag.order_by(_EVENTS.c.id.desc()).limit(aantal)


_EINDE = _laatste(_LAATSTE_EVENTS)
_EN_SLOTS = _laatste(_SLOTS, _EVENTS.c.type_name == SlotSet.type_name)
_VOEG_TOE = sa.insert(_EVENTS)
_WACHT_MS = 500
"""A turn that waits for the database holds up the next one of the same talk."""
_BEWAARD = "events_bewaard"
"""What a tracker of ours carries: how many of its events are stored."""


class Trackerstore(SQLTrackerStore):
    engine: Engine

    def __init__(self, domain: Any = None, *, host: str | None = None, db: str = "rasa.db", **kwargs: Any) -> None:
        url = host or f"sqlite:///{db}"
        # Before Rasa makes its table: processes that start together would make it at the same time.
        migreer(url, GESPREKKEN)
        self._mislukt: dict[str, str] = {}
        super().__init__(domain, host=host, db=db, **kwargs)
        # Rasa's own pool is not bounded to our number, does not notice a restarted server, and with SQLite
        # keeps no connection.
        self.engine.dispose()
        self.engine = engine_voor(url, GESPREKKEN)
        self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)
        stel_sqlite_in(self.engine, _WACHT_MS)
        # When a save fails, Rasa logs the error: SQLAlchemy would put the row, with the message, in it.
        self.engine.hide_parameters = True

    def mislukt(self, sender_id: str) -> str:
        """What failed since this was last asked: `lezen`, `bewaren` or nothing. Rasa hides it."""
        return self._mislukt.pop(sender_id, "")

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The talk with its last events, or None when it has none.

        Events are rows here, where Rasa makes an object of each: that was most of the time of reading and writing.
        """
        # A turn begins here; one that was broken off may have left its failure, which is not this one's.
        self._mislukt.pop(sender_id, None)
        with self._let_op(sender_id, "lezen"):
            events = await asyncio.to_thread(self._lees, sender_id)
        if not events:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        setattr(tracker, _BEWAARD, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add what is new; hide once more before: the channel is the first net, this the second."""
        for event in reversed(tracker.events):
            if isinstance(event, UserUttered):
                if event.text and not event.text.startswith("/"):
                    event.text = event.parse_data["text"] = verberg(event.text).tekst
                break
        aantal, bewaard = len(tracker.events), getattr(tracker, _BEWAARD, None)
        rijen = [_rij(tracker.sender_id, event) for event in islice(tracker.events, bewaard or 0, None)]
        with self._let_op(tracker.sender_id, "bewaren"):
            # Nothing of a talk that Rasa began anew because it could not be read: its empty slots would
            # hide a change that waits in `achterstand`.
            if bewaard is None and await asyncio.to_thread(self._bestaat, tracker.sender_id):
                return
            if rijen:
                await asyncio.to_thread(self._schrijf, rijen)
        setattr(tracker, _BEWAARD, aantal)

    @contextlib.contextmanager
    def _let_op(self, sender_id: str, wat: str) -> Iterator[None]:
        """Remember what failed: Rasa goes on without it."""
        try:
            yield
        except Exception:
            # A state that could not be read is the worse of the two: a turn taken from an empty one finds
            # nothing to change, so "the log has it" says nothing. A save that fails after it must not hide it.
            if self._mislukt.get(sender_id) != "lezen":
                self._mislukt[sender_id] = wat
            raise

    # In threads: one database that stalls would hold up everybody.

    def _lees(self, sender_id: str) -> list[dict[str, Any]]:
        with self.engine.connect() as db:
            rijen = db.execute(_EINDE, {"van": sender_id}).all()
            if len(rijen) == _LAATSTE_EVENTS and sum(r.type_name == SlotSet.type_name for r in rijen) < _SLOTS:
                rijen = {r.id: r for r in (*rijen, *db.execute(_EN_SLOTS, {"van": sender_id}))}.values()
        return [json.loads(r.data) for r in sorted(rijen, key=lambda r: r.id)]

    def _bestaat(self, sender_id: str) -> bool:
        with self.engine.connect() as db:
            return db.execute(sa.select(_EVENTS.c.id).where(_EVENTS.c.sender_id == sender_id).limit(1)).first() is not None

    def _schrijf(self, rijen: Sequence[dict[str, Any]]) -> None:
        with self.engine.begin() as db:
            db.execute(_VOEG_TOE, rijen)

    def wis(self, sender_id: str) -> None:
        """Remove every event of a conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()
        leeg_journaal(self.engine)

    def ruim_op(self, voor: float) -> int:
        """Remove conversations whose last event is older (epoch seconds); returns the number of rows."""
        e = self.SQLEvent
        with self.session_scope() as session:
            oud: Any = (
                session.query(e.sender_id).group_by(e.sender_id).having(sa.func.max(e.timestamp) < voor)
            )
            weg = session.query(e).filter(e.sender_id.in_(oud)).delete(synchronize_session=False)
            session.commit()
        leeg_journaal(self.engine)
        return int(weg)


def _rij(sender_id: str, event: Event) -> dict[str, Any]:
    """An event as Rasa's table has it."""
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
