"""Whether this process lives and can serve, and its figures for Prometheus.

The figures count; they hold no text, no session and no address. The page and the proxy do
not show them: whoever asks through a proxy gets nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
import time
from collections.abc import Iterator
from typing import Any

import aiohttp
import sqlalchemy as sa
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.engine import Engine

from kindreflex.begrip import ACUUT, NIET_BEGREPEN

STIL = ("/gezond/", "/metrics")
"""Asked every few seconds: not worth a line in the log."""
_GEDULD = 1.0
_GRENZEN = (0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 15)
_HEX = re.compile(r"[0-9a-f]{32}")
disable_created_metrics()  # type: ignore[no-untyped-call]


def verzoek_id(request: Request) -> str:
    """The id of a request: the proxy's, which is the same when it tries another process, or one of our own."""
    if not hasattr(request.ctx, "verzoek"):
        gegeven = request.headers.get("x-verzoek", "")
        request.ctx.verzoek = gegeven if _HEX.fullmatch(gegeven) else secrets.token_hex(16)
    return str(request.ctx.verzoek)


class Cijfers:
    """The figures of one process."""

    def __init__(self, versie: str) -> None:
        self.register = CollectorRegistry()
        ProcessCollector(registry=self.register)
        self._beurten = Counter("kindreflex_beurten", "Turns", ["onderwerp"], registry=self.register)
        self._niet_begrepen = Counter("kindreflex_niet_begrepen", "Turns that were not understood", registry=self.register)
        self._acuut = Counter("kindreflex_acuut", "Answers with the urgent numbers", registry=self.register)
        self._storing = Counter("kindreflex_storing", "Turns that were answered with a fault", registry=self.register)
        self._duur = Histogram("kindreflex_beurt_seconden", "Time of a turn", buckets=_GRENZEN, registry=self.register)
        self._bezig = Gauge("kindreflex_bezig", "Turns that run or wait now", registry=self.register)
        self._antwoorden = Counter("kindreflex_http", "HTTP answers", ["status"], registry=self.register)
        Gauge("kindreflex_inhoud", "Version of the content", ["versie"], registry=self.register).labels(versie).set(1)

    @contextlib.contextmanager
    def beurt(self) -> Iterator[None]:
        """Around one turn: how many at once, how long."""
        with self._bezig.track_inprogress(), self._duur.time():
            yield

    def tel(self, antwoord: list[dict[str, Any]]) -> None:
        """What came out of a turn."""
        deel: dict[str, Any] = next((b["custom"] for b in antwoord if "custom" in b), {})
        onderwerp = deel.get("onderwerp", "")
        self._beurten.labels(onderwerp).inc()
        if deel.get("storing"):
            self._storing.inc()
        elif onderwerp == NIET_BEGREPEN:
            self._niet_begrepen.inc()
        elif onderwerp == ACUUT:
            self._acuut.inc()

    def tel_http(self, status: int) -> None:
        self._antwoorden.labels(str(status)).inc()


class Gezondheid:
    """`/gezond/leeft`, `/gezond/klaar` and `/metrics`."""

    def __init__(self, engine: Engine, cijfers: Cijfers) -> None:
        self._engine = engine
        self._cijfers = cijfers
        self._begin = time.monotonic()

    async def haal(self, app: Sanic, request: Request) -> HTTPResponse | None:
        """The answer to a health or metrics request; None for every other request."""
        if request.method != "GET":
            return None
        if request.path == "/gezond/leeft":
            return response.json({"leeft": True, "seconden": round(time.monotonic() - self._begin)})
        if request.path == "/gezond/klaar":
            delen = await self.delen(getattr(app.ctx, "agent", None))
            return response.json(delen, status=200 if all(delen.values()) else 503)
        if request.path == "/metrics" and "x-forwarded-for" not in request.headers:
            return response.raw(generate_latest(self._cijfers.register), content_type=CONTENT_TYPE_LATEST)
        return None

    async def delen(self, agent: Any) -> dict[str, bool]:
        """What this process needs to serve, and whether it is there."""
        databank, acties = await asyncio.gather(self._databank(), _acties(agent))
        return {"model": bool(agent and agent.is_ready()), "databank": databank, "acties": acties}

    async def _databank(self) -> bool:
        def vraag() -> None:
            with self._engine.connect() as db:
                db.execute(sa.text("SELECT 1"))

        try:
            await asyncio.wait_for(asyncio.to_thread(vraag), _GEDULD)
        except Exception:  # whatever it is: not reachable
            return False
        return True


async def _acties(agent: Any) -> bool:
    url = getattr(getattr(agent, "action_endpoint", None), "url", None)
    if not url:
        return False
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_GEDULD)) as sessie,
            sessie.get(f"{url.rsplit('/', 1)[0]}/health") as antwoord,
        ):
            return antwoord.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False
