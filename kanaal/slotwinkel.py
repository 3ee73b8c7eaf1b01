"""Rasa's lock of a conversation in Redis, for a talk whose messages reach two processes.

The proxy keeps a talk with one process, and the channel lets its messages wait for each
other; this lock is the net under that. So it may be lost: when Redis is away the talk goes
on without it, and the step log still takes each turn once.

Rasa's own Redis lock reads and writes in two steps (two processes can take the same
ticket), polls once a second and blocks the event loop.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import AsyncIterator
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
_LEVENSDUUR = 5.0
"""Seconds after which a lock frees itself: as long does a talk wait for a process that was killed."""
_WACHT = 6.0
_RUST = 3.0
"""After a failure Redis is left alone for so long: no turn waits twice for it."""


class Slotwinkel(LockStore):
    def __init__(self, endpoint_config: EndpointConfig) -> None:
        self._redis: Any = Redis.from_url(endpoint_config.url, socket_timeout=1, socket_connect_timeout=1)
        self._weg_tot = 0.0
        super().__init__()

    @contextlib.asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = _LEVENSDUUR, wait_time_in_seconds: float = 0.05
    ) -> AsyncIterator[TicketLock]:
        """Hold the lock of a conversation; it frees itself when this process dies."""
        slot = await self._neem(conversation_id, lock_lifetime, wait_time_in_seconds)
        try:
            yield TicketLock(conversation_id)
        finally:
            if slot is not None:
                with contextlib.suppress(RedisError, OSError):
                    await slot.release()

    async def _neem(self, gesprek: str, levensduur: float, wacht: float) -> Lock | None:
        if time.monotonic() < self._weg_tot:
            return None
        slot = Lock(self._redis, f"kindreflex:{gesprek}", timeout=levensduur, sleep=wacht, blocking_timeout=_WACHT)
        try:
            genomen = await slot.acquire()
        except (RedisError, OSError) as fout:
            self._weg_tot = time.monotonic() + _RUST
            logger.warning("no lock from Redis (%s); going on without", type(fout).__name__)
            return None
        if not genomen:
            raise LockError("another process is still busy with this conversation")
        return slot
