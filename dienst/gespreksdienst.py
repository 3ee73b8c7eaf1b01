"""The imperative shell around `kindreflex.beurt`: read the log, take the turn, append to the log."""

from __future__ import annotations

import asyncio
import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from instellingen import WORTEL, instellingen
from kindreflex.beurt import Beurt, beurt
from kindreflex.gesprek import Bericht, Context
from kindreflex.inhoud import Inhoud, laad
from kindreflex.stand import Gebeurtenis, Stand, stand_van
from logboek.databank import engine_voor
from logboek.logboek import Logboek, SqlLogboek

logger = logging.getLogger(__name__)
_LOGFOUTEN = (SQLAlchemyError, OSError)


@dataclass(frozen=True)
class Achterstand:
    """Events of an earlier turn that the log could not take; they travel in a slot."""

    bericht: str
    events: tuple[Gebeurtenis, ...]


class Gespreksdienst:
    """Takes turns. The log may fail; the talk then goes on with the events of the slot."""

    def __init__(self, inhoud: Inhoud, logboek: Logboek, vandaag: Callable[[], datetime.date]) -> None:
        self.inhoud = inhoud
        self._logboek = logboek
        self.vandaag = vandaag

    async def stand(self, gesprek: str, zonder_bericht: str = "") -> Stand:
        """The state of a case, from the log.

        Raises:
            SQLAlchemyError: the log cannot be read.
        """
        return stand_van(await asyncio.to_thread(self._logboek.lees, gesprek, zonder_bericht))

    async def neem(
        self,
        gesprek: str,
        bericht_id: str,
        bericht: Bericht,
        context: Context,
        spiegel: Stand | None = None,
        achterstand: tuple[Achterstand, ...] = (),
    ) -> tuple[Beurt, tuple[Achterstand, ...]]:
        """Take one turn.

        `spiegel` is the state in the slot, used when the log cannot be read. Returns the
        turn and what the log still has to take.
        """
        achterstand = await self._haal_in(gesprek, achterstand)
        try:
            stand = await self.stand(gesprek, bericht_id)
            stand = stand_van((e for a in achterstand for e in a.events), stand)
        except _LOGFOUTEN:
            logger.warning("step log cannot be read; going on with the state in the slot")
            stand = spiegel or Stand()
        uit = beurt(bericht, stand, context, self.inhoud, self.vandaag())
        if uit.wis:
            await self.wis(gesprek)
            return replace(uit, stand=Stand()), ()
        if uit.gebeurtenissen:
            achterstand = await self._haal_in(gesprek, (*achterstand, Achterstand(bericht_id, uit.gebeurtenissen)))
        return uit, achterstand

    async def _haal_in(self, gesprek: str, achterstand: tuple[Achterstand, ...]) -> tuple[Achterstand, ...]:
        """Write what is waiting, oldest first; what fails keeps waiting."""
        for i, a in enumerate(achterstand):
            try:
                await asyncio.to_thread(self._logboek.schrijf, gesprek, a.bericht, a.events, self.inhoud.versie)
            except _LOGFOUTEN:
                logger.warning("step log cannot be written; %d turns wait", len(achterstand) - i)
                return achterstand[i:]
        return ()

    async def wis(self, gesprek: str) -> None:
        """Remove the case from the log."""
        await asyncio.to_thread(self._logboek.wis, gesprek)


@lru_cache
def gespreksdienst() -> Gespreksdienst:
    """The service of this process, put together once."""
    inhoud = laad(Path(WORTEL / "data"))
    logboek = SqlLogboek(engine_voor(instellingen().databank_url))
    return Gespreksdienst(inhoud, logboek, datetime.date.today)
