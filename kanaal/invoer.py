"""The input channel that Rasa loads (credentials.yml): the contract's HTTP, the page, nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import hashlib
import hmac
import logging
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from dienst.gespreksdienst import gespreksdienst
from instellingen import Instellingen, instellingen
from kanaal.fouten import omschrijf
from kanaal.gezondheid import STIL, Cijfers, Gezondheid, verzoek_id
from kanaal.grenzen import Oorsprongen, Snelheid
from kanaal.inhoudlijst import inhoudlijst
from kanaal.knoppen import Knoppen
from kanaal.onderhoud import onderhoud
from kanaal.paginas import Paginas
from kanaal.sessies import OngeldigeSessie, Sessies
from kanaal.uitbak import Uitbak
from kanaal.verwerking import Rasa, Verwerking
from logboek.databank import engine_voor

logger = logging.getLogger(__name__)
verzoeken = logging.getLogger("kanaal.verzoek")
_DAG = 86_400
_DRADEN = 16
"""More than the connections of both pools: then a stalled database makes us wait for a connection, which is bounded."""
_WILLEKEURIG = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Fout(Exception):
    """An error for the client: a status and a sentence that says nothing of the message."""

    def __init__(self, status: int, tekst: str) -> None:
        self.status, self.tekst = status, tekst


class KindreflexInput(RestInput):
    """`/webhooks/rest/…` and the pages. The stock REST routes are not registered."""

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: Rasa) -> Blueprint:
        return _Blauwdruk(Routes(on_new_message, instellingen()))


class _Blauwdruk(Blueprint):
    """The routes; and, for the whole application, its limits, headers and errors."""

    def __init__(self, routes: Routes) -> None:
        super().__init__("kindreflex")
        self.ctx.routes = routes
        for pad, methode, doe in (
            ("sessie", "POST", routes.sessie),
            ("sessie", "DELETE", routes.wis),
            ("webhook", "POST", routes.webhook),
            ("gesprek", "GET", routes.gesprek),
            ("inhoud", "GET", routes.inhoud),
        ):
            # Sanic writes on the handler, which a bound method does not allow.
            self.add_route(functools.partial(doe), f"/webhooks/rest/{pad}", methods=[methode], name=doe.__name__)

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        self.ctx.routes.stel_in(app)
        super().register(app, options)  # type: ignore[no-untyped-call]


class Routes:
    def __init__(self, rasa: Rasa, s: Instellingen) -> None:
        self._rasa = rasa
        self._s = s
        self._sessies = Sessies(s.sleutel(), s.sessie_dagen * _DAG)
        self._snelheid = Snelheid(s.per_sessie_per_minuut, s.per_adres_per_minuut)
        self._oorsprongen = Oorsprongen(s.oorsprongen)
        self._paginas = Paginas(self._oorsprongen)
        self._inhoud = inhoudlijst(gespreksdienst().inhoud)
        self._app: Sanic | None = None
        self._verwerking = Verwerking(
            gespreksdienst(),
            Uitbak(engine_voor(s.databank_url)),
            Knoppen(s.sleutel()),
            self._wis_tracker,
            tekens=s.bericht_tekens,
            geduld=s.antwoord_seconden,
            geduld_alarm=s.alarm_seconden,
            nazicht=s.map_var / "niet_begrepen.jsonl" if s.bewaar_niet_begrepen else None,
            mislukt=self._mislukt,
        )
        self._cijfers = Cijfers(gespreksdienst().inhoud.versie)
        self._gezondheid = Gezondheid(engine_voor(s.databank_url), self._cijfers)

    def stel_in(self, app: Sanic) -> None:
        """Limits, headers, errors and the retention job, for the whole application."""
        self._app = app
        app.config.REQUEST_MAX_SIZE = self._s.lichaam_bytes
        app.config.FALLBACK_ERROR_FORMAT = "json"
        app.config.PROXIES_COUNT = self._s.proxies or None
        app.register_listener(_meer_draden, "before_server_start")
        app.register_middleware(self._vooraf, "request")
        app.register_middleware(self._achteraf, "response")  # type: ignore[arg-type]
        app.error_handler.add(Exception, self._bij_fout)
        app.add_task(onderhoud(app, self._s))

    # --- the contract -----------------------------------------------------------------

    async def sessie(self, request: Request) -> HTTPResponse:
        return response.json({"sender": self._sessies.nieuw()})

    async def webhook(self, request: Request) -> HTTPResponse:
        sender, tekst, bericht_id = _lees_lichaam(request)
        gesprek = self._wie(sender)
        bericht_id = self._stil(bericht_id)
        if not await self._snelheid.mag("sessie", gesprek):
            raise Fout(429, "te veel berichten na elkaar; wacht even")
        with self._cijfers.beurt():
            # A turn that was begun is finished, also when the client or the proxy goes away.
            beurt = asyncio.ensure_future(self._verwerking.beantwoord(gesprek, tekst, bericht_id, self._rasa))
            uit = await asyncio.shield(beurt)
        self._cijfers.tel(uit)
        return response.json(uit)

    async def wis(self, request: Request) -> HTTPResponse:
        await self._verwerking.wis(self._wie(request.token))
        return response.empty()

    async def gesprek(self, request: Request) -> HTTPResponse:
        return response.json(await self._verwerking.gesprek(self._wie(request.token)))

    async def inhoud(self, request: Request) -> HTTPResponse:
        return response.json(self._inhoud)

    # --- around every request ---------------------------------------------------------

    def _stil(self, bericht_id: str) -> str:
        """An id that is not random (32 hex digits, a UUID) is kept as its keyed hash: it may hold a name or a number."""
        if _WILLEKEURIG.fullmatch(bericht_id):
            return bericht_id
        return hmac.new(self._s.sleutel().encode(), b"bericht:" + bericht_id.encode(), hashlib.sha256).hexdigest()[:32]

    def _wie(self, sender: object) -> str:
        try:
            return self._sessies.gesprek(sender)
        except OngeldigeSessie as fout:
            raise Fout(401, "deze sessie is niet van deze server of is verlopen") from fout

    async def _vooraf(self, request: Request) -> HTTPResponse | None:
        request.ctx.begin = time.monotonic()
        structlog.contextvars.bind_contextvars(verzoek=verzoek_id(request))
        if self._app and (gezond := await self._gezondheid.haal(self._app, request)):
            return gezond
        if not self._oorsprongen.mag(request.headers.get("origin"), request.host):
            return _json_fout(403, "deze site mag de assistent niet gebruiken")
        if not await self._snelheid.mag("adres", request.remote_addr or request.ip):
            return _json_fout(429, "te veel vragen vanaf dit adres; wacht even")
        if request.method == "OPTIONS":
            return response.empty()  # a browser asks what it may: the headers tell
        return self._paginas.haal(request.method, request.path)

    async def _achteraf(self, request: Request, antwoord: HTTPResponse) -> None:
        self._paginas.koppen(request, antwoord)
        self._cijfers.tel_http(antwoord.status)
        duur = time.monotonic() - getattr(request.ctx, "begin", time.monotonic())
        # The route, not the path: a path may be typed.
        route = request.route.path if request.route else "-"
        deel = {"methode": request.method, "route": route, "status": antwoord.status, "ms": round(duur * 1000)}
        if not request.path.startswith(STIL):
            verzoeken.info("verzoek", extra=deel)

    def _bij_fout(self, request: Request, fout: Exception) -> HTTPResponse:
        """Errors as JSON: no echo, no stack."""
        if isinstance(fout, Fout):
            return _json_fout(fout.status, fout.tekst)
        if isinstance(fout, SanicException):
            return _json_fout(fout.status_code or 500, "dit verzoek kan ik niet verwerken")
        if request.method == "NONE":  # Sanic could not read the request itself, such as a length that is no number
            return _json_fout(400, "dit verzoek kan ik niet verwerken")
        logger.error("request failed: %s", omschrijf(fout))
        if isinstance(fout, (SQLAlchemyError, OSError)):
            return _json_fout(503, "de databank is even niet bereikbaar")
        return _json_fout(500, "er ging iets mis")

    def _winkel(self) -> Any:
        """The tracker store of Rasa, which may wrap ours in one that falls back to memory."""
        agent = getattr(self._app.ctx, "agent", None) if self._app else None
        return agent.tracker_store if agent else None

    def _mislukt(self, gesprek: str) -> str:
        winkel = self._winkel()
        mislukt = getattr(getattr(winkel, "_tracker_store", winkel), "mislukt", None)
        return mislukt(gesprek) if mislukt else ""

    def _wis_tracker(self, gesprek: str) -> None:
        winkel = self._winkel()
        if winkel:
            # Memory keeps events too.
            geheugen = getattr(winkel, "_fallback_tracker_store", None)
            if geheugen is not None:
                geheugen.store.pop(gesprek, None)
            getattr(winkel, "_tracker_store", winkel).wis(gesprek)


async def _meer_draden(_: Sanic, lus: asyncio.AbstractEventLoop) -> None:
    lus.set_default_executor(ThreadPoolExecutor(_DRADEN))


def _lees_lichaam(request: Request) -> tuple[object, str, str]:
    """(sender, message, bericht_id) of the contract's body; anything else is a 400."""
    lichaam = None
    with contextlib.suppress(Exception):
        lichaam = request.json
    if not isinstance(lichaam, dict) or not isinstance(lichaam.get("message"), str):
        raise Fout(400, 'stuur {"sender": "…", "message": "…"}')
    bericht_id = lichaam.get("bericht_id") or verzoek_id(request)
    if not isinstance(bericht_id, str) or len(bericht_id) > 64:
        raise Fout(400, "bericht_id is een tekst van hoogstens 64 tekens")
    # Lone surrogates cannot be stored as UTF-8.
    tekst = lichaam["message"].encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    return lichaam.get("sender"), tekst, bericht_id.encode("utf-8", "replace").decode()


def _json_fout(status: int, tekst: str) -> HTTPResponse:
    koppen = {"Retry-After": "10"} if status == 429 else {}
    return response.json({"fout": tekst}, status=status, headers=koppen)
