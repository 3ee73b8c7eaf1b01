"""Rasa's SQL tracker store, with a second privacy net and a short memory.

The case state lives in the step log and the slots, so a turn needs only the last events of
a talk: reading back a whole day's talk made the turn slower with every message.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from logboek.databank import stel_sqlite_in
from privacy import verberg

_LAATSTE_EVENTS = 40
"""About four turns; every turn sets all slots anew."""


class Trackerstore(SQLTrackerStore):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stel_sqlite_in(self.engine)
        e = self.SQLEvent
        sa.Index("ix_events_gesprek", e.sender_id, e.id).create(self.engine, checkfirst=True)

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        """Only the tail of a talk; `save` counts with the same query what is stored already."""
        if fetch_events_from_all_sessions:
            return super()._event_query(session, sender_id, True)
        e = self.SQLEvent
        laatste = (
            session.query(e.id).filter(e.sender_id == sender_id).order_by(e.id.desc()).limit(_LAATSTE_EVENTS)
        )
        return session.query(e).filter(e.id.in_(laatste)).order_by(e.id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Hide once more before anything is written: the channel is the first net, this the second."""
        for event in reversed(tracker.events):
            if isinstance(event, UserUttered):
                if event.text and not event.text.startswith("/"):
                    event.text = event.parse_data["text"] = verberg(event.text).tekst
                break
        await super().save(tracker)

    def wis(self, sender_id: str) -> None:
        """Remove every event of a conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()

    def ruim_op(self, voor: float) -> int:
        """Remove conversations whose last event is older (epoch seconds); returns the number of rows."""
        e = self.SQLEvent
        with self.session_scope() as session:
            oud: Iterable[Any] = (
                session.query(e.sender_id).group_by(e.sender_id).having(sa.func.max(e.timestamp) < voor)
            )
            weg = session.query(e).filter(e.sender_id.in_(oud)).delete(synchronize_session=False)
            session.commit()
        return int(weg)
