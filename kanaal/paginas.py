"""The pages and the widget's file, and the security headers of every answer."""

from __future__ import annotations

from pathlib import Path

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from instellingen import WORTEL
from kanaal.grenzen import Oorsprongen

_HTML, _JS, _CSS = "text/html; charset=utf-8", "text/javascript; charset=utf-8", "text/css; charset=utf-8"
_WIDGET = WORTEL / "widget"
_BESTANDEN: dict[str, tuple[Path, str]] = {
    "/": (_WIDGET / "paginas" / "index.html", _HTML),
    "/toegankelijkheid": (_WIDGET / "paginas" / "toegankelijkheid.html", _HTML),
    "/privacy": (_WIDGET / "paginas" / "privacy.html", _HTML),
    "/beperkingen": (_WIDGET / "paginas" / "beperkingen.html", _HTML),
    "/voorbeeld": (_WIDGET / "paginas" / "voorbeeld.html", _HTML),
    "/pagina.css": (_WIDGET / "paginas" / "pagina.css", _CSS),
    "/kindreflex-assistent.js": (_WIDGET / "dist" / "kindreflex-assistent.js", _JS),
}
_KOPPEN = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class Paginas:
    """Files are read once: they change only with a new version of the assistant."""

    def __init__(self, oorsprongen: Oorsprongen) -> None:
        self._bestanden = {
            pad: (bestand.read_bytes(), soort) for pad, (bestand, soort) in _BESTANDEN.items() if bestand.exists()
        }
        self._oorsprongen = oorsprongen
        self._csp = (
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
            f"require-trusted-types-for 'script'; frame-ancestors {oorsprongen}"
        )

    def haal(self, methode: str, pad: str) -> HTTPResponse | None:
        """The file at a path, before Rasa's own route for it."""
        if methode not in ("GET", "HEAD") or pad not in self._bestanden:
            return None
        inhoud, soort = self._bestanden[pad]
        return response.raw(inhoud, content_type=soort)

    def koppen(self, request: Request, antwoord: HTTPResponse) -> None:
        """Security headers on every answer; CORS only for the sites of the setting."""
        antwoord.headers.update({**_KOPPEN, "Content-Security-Policy": self._csp})
        oorsprong = request.headers.get("origin")
        if oorsprong and self._oorsprongen.mag(oorsprong, request.host):
            antwoord.headers.update(
                {
                    "Access-Control-Allow-Origin": oorsprong,
                    "Access-Control-Allow-Headers": "authorization, content-type",
                    "Access-Control-Allow-Methods": "GET, POST, DELETE",
                    "Vary": "Origin",
                }
            )
