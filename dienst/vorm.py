"""From a turn to Rasa messages, with the `custom` part that the contract fixes."""

from __future__ import annotations

import json
from typing import Any

from kindreflex.aanbeveling import aanbevolen
from kindreflex.beurt import Beurt
from kindreflex.gesprek import Antwoord, Keuze
from kindreflex.inhoud import Inhoud
from kindreflex.stand import OORDELEN, STAPPEN, Stand
from kindreflex.voortgang import reden, stap_titel


def payload(keuze: Keuze) -> str:
    """A choice as Rasa's own `/intent{...}`."""
    parameters = dict(keuze.parameters)
    return f"/{keuze.intent}" + (json.dumps(parameters) if parameters else "")


def stand_als_dict(stand: Stand) -> dict[str, Any]:
    """The state as the contract has it."""
    return {
        "stappen": {str(n): stand.stap(n) for n in STAPPEN},
        **{veld: stand.oordeel(veld) for veld in OORDELEN},
        "acuut": stand.acuut,
        "acties": {str(n): sorted(a for m, a in stand.acties if m == n) for n in STAPPEN},
        "aanbevolen": aanbevolen(stand).stap,
    }


def _stap_keuze(nummer: int, actie: str = "", weg: bool = False) -> Keuze:
    onderwerp = "voortgang/stap_niet_klaar" if weg else "voortgang/stap_klaar"
    return Keuze("", onderwerp, (("stap", str(nummer)), *((("actie", actie),) if actie else ())))


def custom(onderwerp: str, antwoord: Antwoord, stand: Stand, inhoud: Inhoud) -> dict[str, Any]:
    """What travels with every answer: the contract's keys, and what the page shows beside."""
    return {
        "onderwerp": onderwerp,
        "bronnen": [
            {"titel": titel, "verwijzing": verwijzing, **({"url": url} if url else {})}
            for titel, verwijzing, url in antwoord.bronnen
        ],
        "stand": stand_als_dict(stand),
        "keuzes": [k.onderwerp for k in antwoord.keuzes],
        "reden": reden(inhoud, aanbevolen(stand)),
        "versie": inhoud.versie,
    }


def paneel(inhoud: Inhoud) -> dict[str, Any]:
    """The texts and buttons of the six steps, for the panel beside the talk.

    The same for a whole talk, so a page asks for it once; `stand` in each answer says what is done.
    """
    return {
        "titels": {str(n): stap_titel(inhoud, n) for n in STAPPEN},
        "acties": {
            str(n): [
                {
                    "id": actie.id,
                    "tekst": actie.tekst,
                    "klaar": payload(_stap_keuze(n, actie.id)),
                    "heropen": payload(_stap_keuze(n, actie.id, weg=True)),
                }
                for actie in inhoud.stap(n).acties
            ]
            for n in STAPPEN
        },
        "stapacties": {
            str(n): {"klaar": payload(_stap_keuze(n)), "heropen": payload(_stap_keuze(n, weg=True))}
            for n in STAPPEN
        },
    }


def berichten(uit: Beurt, inhoud: Inhoud) -> list[dict[str, Any]]:
    """The turn as Rasa messages: the last bubble carries the buttons, one more the custom part."""
    lijst: list[dict[str, Any]] = [{"text": b} for b in uit.antwoord.bubbels]
    if uit.antwoord.keuzes:
        lijst[-1]["buttons"] = [{"title": k.titel, "payload": payload(k)} for k in uit.antwoord.keuzes]
    extra = {"gewist": True} if uit.wis else {}
    return [*lijst, {"custom": custom(uit.onderwerp, uit.antwoord, uit.stand, inhoud) | extra}]
