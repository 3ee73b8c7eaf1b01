"""Rasa's SQL tracker store, with a second privacy net and a short memory.

The case state lives in the step log and the slots, so a turn needs only the last events of
a talk: reading back a whole day's talk made the turn slower with every message.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine, Iterable, Iterator
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

from kanaal.draad import loop_af
from logboek.databank import GESPREKKEN, engine_voor, leeg_journaal, migreer, stel_sqlite_in
from privacy import verberg

_LAATSTE_EVENTS = 20
"""About two turns; every turn sets all slots anew, and the policies walk through all that is read."""
_WACHT_MS = 500
"""A turn that waits for the database holds up the next one of the same talk."""
_T = TypeVar("_T")


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

    async def _apart(self, sender_id: str, wat: str, doe: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """Do it in a thread: Rasa's store would hold up everybody while one database stalls."""
        try:
            return await asyncio.to_thread(loop_af, doe)
        except Exception:
            # A state that could not be read is the worse of the two: a turn taken from an empty one finds
            # nothing to change, so "the log has it" says nothing. A save that fails after it must not hide it.
            if self._mislukt.get(sender_id) != "lezen":
                self._mislukt[sender_id] = wat
            raise

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        # A turn begins here; one that was broken off may have left its failure, which is not this one's.
        self._mislukt.pop(sender_id, None)
        doe: Any = functools.partial(super().retrieve, sender_id)
        tracker: DialogueStateTracker | None = await self._apart(sender_id, "lezen", doe)
        return tracker

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        """Only the tail of a talk; `save` counts with the same query what is stored already."""
        if fetch_events_from_all_sessions:
            return super()._event_query(session, sender_id, True)
        e = self.SQLEvent
        laatste = (
            session.query(e.id).filter(e.sender_id == sender_id).order_by(e.id.desc()).limit(_LAATSTE_EVENTS)
        )
        return session.query(e).filter(e.id.in_(laatste)).order_by(e.id)

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Any]:
        """Nothing of a talk that Rasa began anew because it could not be read.

        Rasa counts what is stored and writes the rest: here the tail of another talk, whose empty slots
        would hide a change that waits in `achterstand`.
        """
        onbekend = self._mislukt.get(tracker.sender_id) == "lezen"
        if onbekend and self._event_query(session, tracker.sender_id, False).first():
            return iter(())
        rest: Iterator[Any] = super()._additional_events(session, tracker)
        return rest

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Hide once more before anything is written: the channel is the first net, this the second."""
        for event in reversed(tracker.events):
            if isinstance(event, UserUttered):
                if event.text and not event.text.startswith("/"):
                    event.text = event.parse_data["text"] = verberg(event.text).tekst
                break
        await self._apart(tracker.sender_id, "bewaren", functools.partial(super().save, tracker))

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
            oud: Iterable[Any] = (
                session.query(e.sender_id).group_by(e.sender_id).having(sa.func.max(e.timestamp) < voor)
            )
            weg = session.query(e).filter(e.sender_id.in_(oud)).delete(synchronize_session=False)
            session.commit()
        leeg_journaal(self.engine)
        return int(weg)
