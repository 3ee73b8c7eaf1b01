"""One turn: from a message and what the classifier makes of it to events and an answer.

A pure function of the message, the state, the talk so far, the content and the date.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kindreflex.antwoord import Vraagstelling
from kindreflex.begrip import NIET_BEGREPEN, Begrip, begrijp
from kindreflex.feiten import Feit, feiten
from kindreflex.gesprek import Antwoord, Bericht, Context
from kindreflex.inhoud import Inhoud
from kindreflex.reactie import met_alarm, met_twijfel, open_vraag, zeg
from kindreflex.stand import Gebeurtenis, Stand, stand_van


@dataclass(frozen=True)
class Beurt:
    """The outcome of a turn. `wis`: everything of this conversation has to be removed."""

    onderwerp: str
    antwoord: Antwoord
    gebeurtenissen: tuple[Gebeurtenis, ...]
    stand: Stand
    context: Context
    wis: bool = False


def beurt(bericht: Bericht, stand: Stand, context: Context, inhoud: Inhoud, vandaag: datetime.date) -> Beurt:
    """One turn of the talk."""
    gevonden = () if bericht.knop else feiten(bericht.tekst)
    begrip = begrijp(bericht, gevonden, stand, context, inhoud)
    na = stand_van(begrip.gebeurtenissen, stand)
    ruimte = _vraagstelling(begrip, gevonden, context, na, vandaag)
    uit = zeg(begrip, ruimte, stand, na, context, inhoud, bericht)
    uit = met_twijfel(uit, bericht, begrip, inhoud)
    uit = met_alarm(uit, bericht, begrip, na, inhoud)
    missers = context.missers + 1 if begrip.onderwerp == NIET_BEGREPEN else 0
    vervolg = Context(
        onderwerp=context.onderwerp if begrip.onderwerp == NIET_BEGREPEN else begrip.onderwerp,
        getoond=ruimte.ronde,
        leeftijd=ruimte.leeftijd,
        missers=missers,
        vraagt=open_vraag(begrip, na, inhoud),
        keuzes=uit.keuzes,
    )
    return Beurt(begrip.onderwerp, uit, begrip.gebeurtenissen, na, Context() if begrip.wis else vervolg, begrip.wis)


def _vraagstelling(
    begrip: Begrip, gevonden: tuple[Feit, ...], context: Context, na: Stand, vandaag: datetime.date
) -> Vraagstelling:
    def waarde(veld: str) -> str:
        return next((f.waarde for f in gevonden if f.veld == veld), "")

    p = dict(begrip.parameters)
    zelfde = begrip.onderwerp == context.onderwerp
    leeftijd = p.get("leeftijd") or waarde("leeftijd") or (context.leeftijd if zelfde else "")
    return Vraagstelling(
        vandaag=vandaag,
        ronde=context.getoond + 1 if begrip.meer and zelfde else 0,
        leeftijd=leeftijd,
        sector=waarde("sector") or na.sector,
        provincie=p.get("provincie") or waarde("provincie"),
        residentieel=bool(waarde("residentieel")),
        noteren=begrip.noteren,
        herhaald=zelfde,
    )
