"""A stand-in for the server: the contract's HTTP over the real method and content, without Rasa.

For work on the page alone: `python tests/browser/nepserver.py PORT MAP [SECONDS]`. A message is
matched to a topic by its words; MAP keeps what has to survive a restart.
"""

from __future__ import annotations

import datetime
import json
import pickle
import re
import secrets
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

WORTEL = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(WORTEL))

from dienst.vorm import berichten, paneel, payload, stand_als_dict  # noqa: E402
from kindreflex.beurt import beurt  # noqa: E402
from kindreflex.gesprek import Bericht, Context  # noqa: E402
from kindreflex.inhoud import laad, onderwerp_van  # noqa: E402
from kindreflex.stand import Gebeurtenis, Stand, stand_van  # noqa: E402

INHOUD = laad(WORTEL / "data")
WIDGET = WORTEL / "widget"
BASIS = "/webhooks/rest"
BESTANDEN = {
    "/": ("paginas/index.html", "text/html; charset=utf-8"),
    **{
        f"/{n}": (f"paginas/{n}.html", "text/html; charset=utf-8")
        for n in ("toegankelijkheid", "privacy", "beperkingen", "voorbeeld")
    },
    "/pagina.css": ("paginas/pagina.css", "text/css; charset=utf-8"),
    "/kindreflex-assistent.js": ("dist/kindreflex-assistent.js", "text/javascript; charset=utf-8"),
}
CSP = "default-src 'self'; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; style-src 'self'"


def _voorbeelden() -> list[tuple[set[str], str]]:
    uit = []
    for pad in sorted((WORTEL / "data").glob("*/*.yml")):
        for blok in yaml.safe_load(pad.read_text(encoding="utf-8")).get("nlu") or ():
            onderwerp = f"{pad.parent.name}/{pad.stem}"
            uit += [(_woorden(r), onderwerp) for r in blok["examples"].splitlines() if r.strip()]
    return uit


def _woorden(tekst: str) -> set[str]:
    return set(re.findall(r"\w+", tekst.lower()))


VOORBEELDEN = _voorbeelden()


def _ranglijst(tekst: str) -> tuple[tuple[str, float], ...]:
    """Topics by the words that their best example shares with the message."""
    w = _woorden(tekst)
    beste: dict[str, float] = {}
    for voorbeeld, onderwerp in VOORBEELDEN:
        beste[onderwerp] = max(beste.get(onderwerp, 0), len(w & voorbeeld) / (len(w | voorbeeld) or 1))
    som = sum(s**6 for s in beste.values()) or 1
    return tuple(sorted(((o, s**6 / som) for o, s in beste.items()), key=lambda p: -p[1]))


@dataclass
class Gesprek:
    events: tuple[Gebeurtenis, ...] = ()
    context: Context = field(default_factory=Context)
    beurten: list[dict[str, Any]] = field(default_factory=list)


class Archief:
    def __init__(self, map_: Path) -> None:
        self._pad = map_ / "gesprekken.pickle"
        self.slot = threading.Lock()
        self.gesprekken: dict[str, Gesprek] = pickle.loads(self._pad.read_bytes()) if self._pad.exists() else {}

    def bewaar(self) -> None:
        nieuw = self._pad.with_suffix(".nieuw")
        nieuw.write_bytes(pickle.dumps(self.gesprekken))
        nieuw.replace(self._pad)

    def neem(self, g: Gesprek, ruw: str, bericht_id: str) -> list[dict[str, Any]]:
        for b in g.beurten:
            if b["bericht_id"] == bericht_id:
                return list(b["antwoord"])
        tekst, verborgen = re.subn(r"\bFatima\b", "[verborgen_naam]", ruw)
        if knop := re.fullmatch(r"/(\w+)(\{.*\})?", tekst):
            bericht = Bericht("", ((onderwerp_van(knop[1]), 1.0),), parameters=json.loads(knop[2] or "{}"), knop=True)
        else:
            lijst = _ranglijst(tekst)
            bericht = Bericht(tekst, lijst, begrepen=lijst[0][1] > 0.3, acuut="nu in gevaar" in tekst)
        stand = stand_van(g.events)
        uit = beurt(bericht, stand, g.context, INHOUD, datetime.date.today())
        lijst_ = berichten(uit, INHOUD)
        deel = lijst_[-1]["custom"]
        if verborgen:
            deel["verborgen"] = [INHOUD.vast("verborgen_naam")]
            lijst_ = [{"text": INHOUD.vast("verborgen", wat=INHOUD.vast("verborgen_naam"))}, *lijst_]
        if deel.pop("gewist", False):
            g.events, g.context, g.beurten = (), Context(), []
        else:
            titel = next((k.titel for k in g.context.keuzes if payload(k) == ruw), "")
            g.events, g.context = g.events + uit.gebeurtenissen, uit.context
            g.beurten.append({"bericht_id": bericht_id, "tekst": titel or tekst, "antwoord": lijst_})
        self.bewaar()
        return lijst_


class Verzoek(BaseHTTPRequestHandler):
    archief: Archief
    duur = 0.0
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def _stuur(self, status: int, lichaam: bytes, soort: str = "application/json") -> None:
        self.send_response(status)
        for k, v in {
            "Content-Type": soort,
            "Content-Length": str(len(lichaam)),
            "Content-Security-Policy": CSP,
        }.items():
            self.send_header(k, v)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(lichaam)

    def _json(self, status: int, wat: object) -> None:
        self._stuur(status, json.dumps(wat).encode())

    def _gesprek(self, sender: str) -> Gesprek | None:
        g = self.archief.gesprekken.get(sender)
        if g is None:
            self._json(401, {"fout": "deze sessie is niet van deze server"})
        return g

    def _houder(self) -> str:
        return (self.headers.get("Authorization") or "").removeprefix("Bearer ")

    def do_GET(self) -> None:
        if self.path in BESTANDEN:
            pad, soort = BESTANDEN[self.path]
            return self._stuur(200, (WIDGET / pad).read_bytes(), soort)
        with self.archief.slot:
            if self.path == f"{BASIS}/inhoud":
                from kanaal.inhoudlijst import inhoudlijst

                return self._json(200, inhoudlijst(INHOUD))
            if self.path == f"{BASIS}/gesprek" and (g := self._gesprek(self._houder())):
                stand = stand_als_dict(stand_van(g.events) if g.events else Stand())
                return self._json(200, {"beurten": g.beurten, "stand": stand} | paneel(INHOUD))
        if self.path not in (f"{BASIS}/gesprek",):
            self._json(404, {"fout": "niet gevonden"})
        return None

    def do_POST(self) -> None:
        lichaam = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "{}")
        if self.path == f"{BASIS}/sessie":
            sender = secrets.token_urlsafe(24)
            with self.archief.slot:
                self.archief.gesprekken[sender] = Gesprek()
                self.archief.bewaar()
            return self._json(200, {"sender": sender})
        time.sleep(self.duur)
        with self.archief.slot:
            if g := self._gesprek(str(lichaam.get("sender"))):
                uit = self.archief.neem(g, lichaam["message"], lichaam["bericht_id"])
                self._json(200, [{"recipient_id": "x"} | b for b in uit])
        return None

    def do_DELETE(self) -> None:
        with self.archief.slot:
            if self._gesprek(self._houder()):
                self.archief.gesprekken[self._houder()] = Gesprek()
                self.archief.bewaar()
                self._stuur(204, b"")


if __name__ == "__main__":
    Verzoek.archief = Archief(Path(sys.argv[2]))
    Verzoek.duur = float(sys.argv[3]) if len(sys.argv) > 3 else 0.0
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Verzoek).serve_forever()
