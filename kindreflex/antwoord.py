"""What to answer for a topic in a state: bubbles, choices and sources."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kindreflex.aanbeveling import aanbevolen
from kindreflex.gesprek import Antwoord, Keuze
from kindreflex.inhoud import (
    Bezwaar,
    Contact,
    Contacten,
    Inhoud,
    Onderwerp,
    Stap,
    Uitleg,
    Vraag,
    Vragenlijst,
    Zin,
)
from kindreflex.opmaak import bundel, citaat, is_oud, tekst_van
from kindreflex.stand import STAPPEN, Stand
from kindreflex.voortgang import keuzes_bij, overzicht, samenvatting, zeg_aanbeveling

VRAGEN_PER_KEER = 4
ZINNEN_PER_KEER = 2
LEEFTIJDEN = ("0-3", "3-6", "6-12", "12+")


@dataclass(frozen=True)
class Vraagstelling:
    """How a topic is asked for: what was shown already, for which age, place and client."""

    vandaag: datetime.date
    ronde: int = 0
    leeftijd: str = ""
    sector: str = ""
    provincie: str = ""
    residentieel: bool = False
    noteren: bool = False
    herhaald: bool = False
    """The same topic as just before: what was said around it is not said again."""


@dataclass
class _Gebruikt:
    """The bubbles so far and the sentences that went into them (for sources and dates)."""

    inhoud: Inhoud
    onderwerp: Onderwerp
    vandaag: datetime.date
    zinnen: list[Zin]
    bubbels: list[str]

    def tekst(self, zin: Zin) -> str:
        self.zinnen.append(zin)
        return tekst_van(zin, self.onderwerp, self.inhoud, self.vandaag)

    def teksten(self, zinnen: Sequence[Zin]) -> list[str]:
        return [self.tekst(z) for z in zinnen]


def antwoord(onderwerp: str, stand: Stand, vraag: Vraagstelling, inhoud: Inhoud) -> Antwoord:
    """The reviewed answer to a topic.

    Raises:
        KeyError: a topic that has no file.
    """
    o = inhoud[onderwerp]
    uit = _Gebruikt(inhoud, o, vraag.vandaag, [], [])
    keuzes: tuple[Keuze, ...] = ()
    inhoud_ = o.antwoord
    if isinstance(inhoud_, Uitleg):
        keuzes = _uitleg(uit, inhoud_, vraag)
    elif isinstance(inhoud_, Stap):
        keuzes = _stap(uit, inhoud_, vraag)
    elif isinstance(inhoud_, Bezwaar):
        keuzes = _bezwaar(uit, inhoud_, vraag)
    elif isinstance(inhoud_, Vragenlijst):
        keuzes = _vragen(uit, inhoud_, vraag)
    elif isinstance(inhoud_, Contacten):
        _contacten(uit, inhoud_, vraag)
    else:
        keuzes = _eigen(uit, onderwerp, stand)
    if vraag.ronde == 0 and vraag.sector and onderwerp != "voortgang/volgende_stap":
        uit.bubbels += uit.teksten(o.per_sector.get(vraag.sector, ()))  # type: ignore[call-overload]
    if any(is_oud(z, o, vraag.vandaag) for z in uit.zinnen or [None]):  # type: ignore[list-item]
        uit.bubbels.append(inhoud.vast("niet_nagekeken"))
    keuzes += tuple(Keuze(inhoud[v].titel, v) for v in o.verder if v not in {k.onderwerp for k in keuzes})
    return Antwoord(tuple(uit.bubbels), keuzes[:5], bronnen_van(inhoud, o, uit.zinnen))


def _uitleg(uit: _Gebruikt, a: Uitleg, vraag: Vraagstelling) -> tuple[Keuze, ...]:
    meer = Keuze(uit.inhoud.vast("knop_vertel_meer"), uit.onderwerp.onderwerp, (("meer", "1"),))
    if vraag.ronde == 0:
        uit.bubbels += uit.teksten(a.bubbels)
    elif vraag.ronde <= len(a.meer):
        uit.bubbels += uit.teksten(a.meer[vraag.ronde - 1 : vraag.ronde])
    else:
        uit.bubbels.append(uit.inhoud.vast("niets_meer"))
    return (meer,) if vraag.ronde < len(a.meer) else ()


def _stap(uit: _Gebruikt, a: Stap, vraag: Vraagstelling) -> tuple[Keuze, ...]:
    vast = uit.inhoud.vast
    dossier = bundel(vast("dossier"), uit.teksten(a.dossier))
    n = str(a.nummer)
    knoppen = (
        Keuze(vast("knop_vragen"), a.vragen),
        Keuze(vast("knop_stap_klaar", nummer=n), "voortgang/stap_klaar", (("stap", n),)),
    )
    if vraag.noteren:
        uit.bubbels += dossier
        return knoppen
    uit.bubbels.append(f"{uit.onderwerp.titel}.\n{vast('doel', tekst=uit.tekst(a.doel))}")
    uit.bubbels += bundel(vast("acties"), uit.teksten(a.acties))
    if vraag.residentieel:
        uit.bubbels.append(vast("residentieel"))
    uit.bubbels += dossier
    uit.bubbels += bundel(vast("herinneringen"), uit.teksten(a.herinneringen))
    return knoppen


def _rond(zinnen: Sequence[Zin], ronde: int, aantal: int) -> list[Zin]:
    """The sentences of this round; after the last ones it starts again from the first."""
    begin = ronde * aantal % max(1, len(zinnen))
    return [zinnen[(begin + i) % len(zinnen)] for i in range(min(aantal, len(zinnen)))]


def _bezwaar(uit: _Gebruikt, a: Bezwaar, vraag: Vraagstelling) -> tuple[Keuze, ...]:
    vast = uit.inhoud.vast
    if vraag.ronde == 0:
        uit.bubbels += bundel(vast("meegeven"), uit.teksten(a.meegeven[:4]))
    kop = vast("nog_zinnen" if vraag.ronde else "zinnen")
    zeg = [citaat(t) for t in uit.teksten(_rond(a.zinnen, vraag.ronde, ZINNEN_PER_KEER))]
    uit.bubbels += bundel(kop, zeg)
    terug = [citaat(t) for t in uit.teksten(_rond(a.wedervraag, vraag.ronde, 1))]
    uit.bubbels += bundel(vast("wedervraag"), terug)
    if a.let_op and vraag.ronde == 0:
        uit.bubbels += bundel(vast("let_op"), uit.teksten(a.let_op))
    return (Keuze(vast("knop_meer"), uit.onderwerp.onderwerp, (("meer", "1"),)),)


def _kies_vragen(a: Vragenlijst, vraag: Vraagstelling) -> list[Vraag]:
    """Those that suit: the age asked for first, then the sector's, then the general ones."""
    past = [
        v
        for v in a.vragen
        if (not v.leeftijd or vraag.leeftijd in v.leeftijd) and (not v.sector or vraag.sector in v.sector)
    ]
    return sorted(past, key=lambda v: (not v.leeftijd, not v.sector))


def _vragen(uit: _Gebruikt, a: Vragenlijst, vraag: Vraagstelling) -> tuple[Keuze, ...]:
    vast, zelf = uit.inhoud.vast, uit.onderwerp.onderwerp
    keuze = _kies_vragen(a, vraag)
    if not vraag.herhaald:
        uit.bubbels.append(uit.tekst(a.inleiding))
    kop = (
        vast("vragen_leeftijd", leeftijd=vraag.leeftijd)
        if vraag.leeftijd and any(v.leeftijd for v in keuze)
        else vast("nog_vragen" if vraag.ronde else "vragen")
    )
    uit.bubbels += bundel(kop, [citaat(t) for t in uit.teksten(_rond(keuze, vraag.ronde, VRAGEN_PER_KEER))])
    if not vraag.herhaald:
        uit.bubbels += bundel(vast("let_op"), uit.teksten(a.let_op))
    leeftijden = {groep for v in a.vragen for groep in v.leeftijd} - {vraag.leeftijd}
    return (
        Keuze(vast("knop_meer"), zelf, (("meer", "1"),)),
        *(
            Keuze(vast("knop_leeftijd", leeftijd=groep), zelf, (("leeftijd", groep),))
            for groep in LEEFTIJDEN
            if groep in leeftijden
        ),
    )


def _contacten(uit: _Gebruikt, a: Contacten, vraag: Vraagstelling) -> None:
    """With a known province: its services and those of everywhere; else all, in short bubbles."""
    uit.bubbels.append(uit.tekst(a.inleiding))
    past = [c for c in a.contacten if not (vraag.provincie and c.provincie) or vraag.provincie in c.provincie]
    # What belongs to the province asked for comes right after the urgent numbers.
    past.sort(key=lambda c: 0 if c.telefoon in ("112", "101") else 1 if vraag.provincie in c.provincie else 2)
    uit.bubbels += bundel("", [f"{_naam_en_nummer(c)}: {uit.tekst(c)}" for c in past])
    uit.bubbels += bundel(uit.inhoud.vast("let_op"), uit.teksten(a.let_op))


def _naam_en_nummer(c: Contact) -> str:
    return c.naam if not c.telefoon or c.telefoon in c.naam else f"{c.naam} ({c.telefoon})"


def _eigen(uit: _Gebruikt, onderwerp: str, stand: Stand) -> tuple[Keuze, ...]:
    """Answers that are made from the state instead of from a text alone."""
    match onderwerp:
        case "voortgang/volgende_stap":
            uit.bubbels += zeg_aanbeveling(uit.inhoud, stand)
            return keuzes_bij(uit.inhoud, stand)
        case "voortgang/overzicht":
            uit.bubbels += (*overzicht(uit.inhoud, stand), zeg_aanbeveling(uit.inhoud, stand)[0])
            return keuzes_bij(uit.inhoud, stand)
        case "voortgang/samenvatting":
            uit.bubbels += samenvatting(uit.inhoud, stand)
    return ()


def bronnen_van(inhoud: Inhoud, o: Onderwerp, zinnen: Sequence[Zin] = ()) -> tuple[tuple[str, str, str], ...]:
    """The sources of a topic, and of those sentences in it that rest on another one."""
    plaatsen = {b.code: b.plaats for b in o.bronnen}
    for zin in zinnen:
        for code in zin.bron:
            plaatsen.setdefault(code, "")
    uit = []
    for code, plaats in plaatsen.items():
        bron = inhoud.bronnen[code]
        uit.append((bron.titel, f"{bron.verwijzing}, {plaats}" if plaats else bron.verwijzing, bron.url or ""))
    return tuple(uit)


def stap_bij(onderwerp: str, stand: Stand, inhoud: Inhoud) -> int | None:
    """The step that a topic belongs to, for "wat moet ik dan noteren?"."""
    familie, _, naam = onderwerp.partition("/")
    if familie == "stap":
        return int(naam)
    if familie == "vragen":
        vaste = {"ontwikkelingsnoden": 2, "opvoedcapaciteiten": 2, "gezin_en_omgeving": 2}
        return vaste.get(naam) or next((n for n in STAPPEN if inhoud.stap(n).vragen == onderwerp), None)
    if familie == "bezwaar":
        return 1
    advies = aanbevolen(stand).stap
    return int(advies) if familie == "voortgang" and advies.isdigit() else None
