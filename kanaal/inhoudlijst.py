"""The reviewed sentences as one list, from which the page composes the talk sheet."""

from __future__ import annotations

from typing import Any

from kindreflex.inhoud import Bezwaar, Contacten, Inhoud, Vragenlijst, Zin
from kindreflex.stand import STAPPEN
from kindreflex.voortgang import stap_titel


def _teksten(zinnen: tuple[Zin, ...]) -> list[str]:
    return [z.tekst for z in zinnen]


def _voorwaarde(zin: Zin) -> dict[str, str]:
    return {"alleen_als": zin.alleen_als} if zin.alleen_als else {}


def inhoudlijst(inhoud: Inhoud) -> dict[str, Any]:
    """Questions, objections, steps and services, in the order of the topics."""
    uit: dict[str, Any] = {"versie": inhoud.versie, "vragen": [], "bezwaren": [], "contacten": []}
    for naam, o in inhoud.items():
        basis = {"onderwerp": naam, "titel": o.titel}
        if isinstance(o.antwoord, Vragenlijst):
            vragen = [{"tekst": v.tekst, "leeftijd": v.leeftijd, "sector": v.sector} | _voorwaarde(v) for v in o.antwoord.vragen]
            uit["vragen"].append(basis | {"vragen": vragen})
        elif isinstance(o.antwoord, Bezwaar):
            uit["bezwaren"].append(
                basis
                | {
                    "meegeven": _teksten(o.antwoord.meegeven),
                    "zinnen": [{"tekst": z.tekst} | _voorwaarde(z) for z in o.antwoord.zinnen],
                    "wedervraag": [{"tekst": z.tekst} | _voorwaarde(z) for z in o.antwoord.wedervraag],
                }
            )
        elif isinstance(o.antwoord, Contacten):
            uit["contacten"] += [
                {"naam": c.naam, "telefoon": c.telefoon, "tekst": c.tekst, "provincie": c.provincie}
                for c in o.antwoord.contacten
            ]
    uit["stappen"] = [
        {
            "nummer": n,
            "titel": stap_titel(inhoud, n),
            "doel": inhoud.stap(n).doel.tekst,
            "dossier": _teksten(inhoud.stap(n).dossier),
            "herinneringen": _teksten(inhoud.stap(n).herinneringen),
        }
        for n in STAPPEN
    ]
    return uit
