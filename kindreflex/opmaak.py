"""From reviewed sentences to bubbles: lists, quotation marks, and notes on old facts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from kindreflex.inhoud import MAX_WOORDEN, Inhoud, Onderwerp, Zin

MAX_OUDERDOM = datetime.timedelta(days=365)


def tekst_van(zin: Zin, onderwerp: Onderwerp, inhoud: Inhoud, vandaag: datetime.date) -> str:
    """The text of a sentence, with a note when its best-before date has passed."""
    geldig_tot = zin.geldig_tot or onderwerp.geldig_tot
    tekst = zin.tekst
    if zin.alleen_als:
        tekst += " " + inhoud.vast("alleen_als", voorwaarde=zin.alleen_als)
    if geldig_tot and vandaag > geldig_tot:
        tekst += " " + inhoud.vast("niet_zeker", geldig_tot=geldig_tot.strftime("%d/%m/%Y"))
    return tekst


def is_oud(zin: Zin | None, onderwerp: Onderwerp, vandaag: datetime.date) -> bool:
    """True when nobody checked this for twelve months."""
    nagekeken = (zin.nagekeken_op if zin else None) or onderwerp.nagekeken_op
    return vandaag - nagekeken > MAX_OUDERDOM


def citaat(tekst: str) -> str:
    """A sentence to say aloud, in Dutch quotation marks; the condition stays outside."""
    zin, haak, rest = tekst.partition(" (alleen ")
    return f"“{zin}”" + (f"{haak}{rest}" if haak else "")


def bundel(kop: str, regels: Iterable[str]) -> tuple[str, ...]:
    """A heading and list items, cut into bubbles of at most MAX_WOORDEN words."""
    bubbels: list[list[str]] = [[kop] if kop else []]
    for regel in regels:
        item = f"- {regel}"
        if sum(len(r.split()) for r in [*bubbels[-1], item]) > MAX_WOORDEN and bubbels[-1]:
            bubbels.append([])
        bubbels[-1].append(item)
    return tuple("\n".join(b) for b in bubbels if b)


def opsomming(delen: Sequence[str]) -> str:
    """"a", "a en b", "a, b en c"."""
    return delen[0] if len(delen) == 1 else ", ".join(delen[:-1]) + " en " + delen[-1]
