"""The retention job: old conversations go, once a day and at every start."""

from __future__ import annotations

import asyncio
import datetime
import logging
from typing import Any

from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from instellingen import Instellingen
from kanaal.fouten import omschrijf
from kanaal.uitbak import Uitbak
from logboek.databank import engine_voor
from logboek.logboek import SqlLogboek

logger = logging.getLogger(__name__)
_DAG = 86_400


def ruim_op(s: Instellingen, trackerstore: Any = None) -> int:
    """Remove conversations that were silent for `bewaar_dagen` days; returns the number of rows."""
    voor = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=s.bewaar_dagen)
    engine = engine_voor(s.databank_url)
    rijen = SqlLogboek(engine).ruim_op(voor) + Uitbak(engine).ruim_op(voor)
    if trackerstore is not None:
        rijen += trackerstore.ruim_op(voor.timestamp())
    return rijen


async def onderhoud(app: Sanic, s: Instellingen) -> None:
    """Runs beside the server for as long as it lives."""
    while True:
        await asyncio.sleep(60)
        agent = getattr(app.ctx, "agent", None)
        winkel = getattr(agent, "tracker_store", None)
        try:
            rijen = await asyncio.to_thread(ruim_op, s, getattr(winkel, "_tracker_store", winkel))
            logger.info("retention: %d rows removed", rijen)
        except (SQLAlchemyError, OSError) as fout:
            logger.error("retention failed: %s", omschrijf(fout))
        await asyncio.sleep(_DAG)
