"""What the guided path says: confirmations, the next step, the overview, the summary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kindreflex.aanbeveling import Aanbeveling, aanbevolen
from kindreflex.gesprek import Keuze
from kindreflex.inhoud import Inhoud
from kindreflex.opmaak import bundel, opsomming
from kindreflex.stand import OORDELEN, STAPPEN, Gebeurtenis, Stand

OORDEEL_ONDERWERP = {
    ("kinderen", "ja"): "voortgang/kinderen",
    ("kinderen", "nee"): "voortgang/geen_kinderen",
    ("pluis", "ja"): "voortgang/pluis",
    ("pluis", "nee"): "voortgang/niet_pluis",
    ("verontrustend", "ja"): "voortgang/verontrustend",
    ("verontrustend", "nee"): "voortgang/niet_verontrustend",
    ("bereid", "ja"): "voortgang/bereid",
    ("bereid", "nee"): "voortgang/niet_bereid",
}
"""Which topic reports which judgement."""

VEREISTE_TEKSTEN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        OORDEEL_ONDERWERP.values(), ("bevestiging", "toelichting", "vervangen", "al_zo")
    ),
    "voortgang/twijfel": ("bevestiging", "toelichting"),
    "voortgang/gevaar_geweken": ("bevestiging", "toelichting", "niet_acuut"),
    "voortgang/stap_klaar": (
        "bevestiging", "meer_stappen", "al_klaar", "actie", "is_stap_klaar", "welke_stap",
        "welke_stap_actie", "nog_niet",
    ),
    "voortgang/stap_niet_klaar": ("bevestiging", "stond_niet_klaar", "actie", "welke_stap", "niets_klaar"),
    "voortgang/overzicht": ("kop", "standaard", "vervolg", "regel", "oordelen", "niets"),
    "voortgang/samenvatting": ("kop", "klaar", "bezig", "geen", "oordelen", "acuut", "verder", "aanvullen"),
    "voortgang/volgende_stap": (
        "acuut", "acuut_herinnering", "stap", "afgerond", "stap_3_ernaast",
        *(f"rij_{n}_{deel}" for n in range(2, 12) for deel in ("reden", "herinnering")),
    ),
    "gesprek/niet_begrepen": ("eerste", "eerste_zonder", "tweede", "derde", "leeg", "te_lang", "storing"),
    "gesprek/wis_alles": ("vraag", "gewist", "behouden", "ja", "nee"),
    "gesprek/opnieuw": ("bevestiging", "leeg"),
}  # fmt: skip
"""Texts that the code asks for by name; the content check reports what is missing."""


def reden(inhoud: Inhoud, advies: Aanbeveling) -> str:
    """Why this is the next step, in one or two sentences."""
    if advies.stap == "acuut":
        return inhoud.tekst("voortgang/volgende_stap", "acuut")
    return inhoud.tekst("voortgang/volgende_stap", f"rij_{advies.rij}_reden")


def herinnering(inhoud: Inhoud, advies: Aanbeveling) -> str:
    """The reminder that goes with a recommendation."""
    sleutel = "acuut_herinnering" if advies.stap == "acuut" else f"rij_{advies.rij}_herinnering"
    return inhoud.tekst("voortgang/volgende_stap", sleutel)


def stap_titel(inhoud: Inhoud, nummer: int) -> str:
    """The name of a step without its number: 'Stap 2: peil naar ...' gives 'peil naar ...'."""
    return inhoud[f"stap/{nummer}"].titel.partition(": ")[2]


def zeg_aanbeveling(inhoud: Inhoud, stand: Stand) -> tuple[str, ...]:
    """The bubbles that name the next step, why, and what not to forget."""
    advies = aanbevolen(stand)
    if advies.stap == "acuut":
        return (reden(inhoud, advies), herinnering(inhoud, advies))
    tekst = partial(inhoud.tekst, "voortgang/volgende_stap")
    if advies.stap == "afgerond":
        kop = f"{reden(inhoud, advies)} {tekst('afgerond')}"
    else:
        titel = stap_titel(inhoud, int(advies.stap))
        kop = f"{tekst('stap', nummer=advies.stap, titel=titel)} {reden(inhoud, advies)}"
    slot = herinnering(inhoud, advies)
    if advies.stap_3_ernaast:
        slot += " " + tekst("stap_3_ernaast")
    sector = inhoud["voortgang/volgende_stap"].per_sector.get(stand.sector, ())  # type: ignore[call-overload]
    extra = tuple(z.tekst for z in sector) if advies.rij in (3, 4) else ()
    return (kop, slot, *extra)


def keuzes_bij(inhoud: Inhoud, stand: Stand) -> tuple[Keuze, ...]:
    """The choices that fit the recommended step."""
    advies = aanbevolen(stand)
    per_rij = {
        1: ("voortgang/gevaar_geweken", "overleg/contactgegevens"),
        2: ("gesprek/opnieuw", "voortgang/kinderen"),
        5: ("voortgang/pluis", "voortgang/niet_pluis", "voortgang/twijfel"),
        7: ("voortgang/bereid", "voortgang/niet_bereid", "vragen/zorg_benoemen"),
        9: ("voortgang/verontrustend", "voortgang/niet_verontrustend", "stap/4"),
        11: ("voortgang/samenvatting", "gesprek/opnieuw"),
    }
    if advies.rij in per_rij:
        return tuple(Keuze(inhoud[o].titel, o) for o in per_rij[advies.rij])
    n = int(advies.stap)
    return (
        Keuze(inhoud.vast("knop_vragen"), inhoud.stap(n).vragen),
        Keuze(inhoud.vast("knop_uitleg", nummer=n), f"stap/{n}"),
        Keuze(inhoud.vast("knop_stap_klaar", nummer=n), "voortgang/stap_klaar", (("stap", str(n)),)),
    )


def bevestig(inhoud: Inhoud, gebeurtenissen: Sequence[Gebeurtenis], na: Stand) -> tuple[str, ...]:
    """One sentence for each change, and one where an earlier answer is replaced."""
    uit: list[str] = []
    klaar = [g.veld[5:] for g in gebeurtenissen if g.veld.startswith("stap_") and g.nieuw == "klaar"]
    if len(klaar) == 1:
        uit.append(inhoud.tekst("voortgang/stap_klaar", "bevestiging", nummer=klaar[0]))
    elif klaar:
        uit.append(inhoud.tekst("voortgang/stap_klaar", "meer_stappen", nummers=opsomming(klaar)))
    for g in gebeurtenissen:
        if g.veld.startswith("stap_") and g.oud == "klaar":
            nummer = int(g.veld[5:])
            toestand = inhoud.vast(na.stap(nummer))
            uit.append(inhoud.tekst("voortgang/stap_niet_klaar", "bevestiging", nummer=nummer, toestand=toestand))
        elif g.veld.startswith("actie_"):
            onderwerp = "voortgang/stap_klaar" if g.nieuw == "ja" else "voortgang/stap_niet_klaar"
            uit.append(inhoud.tekst(onderwerp, "actie", nummer=g.veld.split("_")[1]))
        elif onderwerp_ := OORDEEL_ONDERWERP.get((g.veld, g.nieuw)):
            uit.append(inhoud.tekst(onderwerp_, "bevestiging"))
            if g.oud != "onbekend":
                uit.append(inhoud.tekst(onderwerp_, "vervangen"))
        elif g.veld == "acuut" and g.nieuw == "nee":
            uit.append(inhoud.tekst("voortgang/gevaar_geweken", "bevestiging"))
    return tuple(dict.fromkeys(uit))


def _oordelen(inhoud: Inhoud, stand: Stand) -> list[str]:
    return [
        inhoud.vast(f"{veld}_{stand.oordeel(veld)}") for veld in OORDELEN if stand.oordeel(veld) != "onbekend"
    ]


def overzicht(inhoud: Inhoud, stand: Stand) -> tuple[str, ...]:
    """Where the professional stands, step by step."""
    tekst = partial(inhoud.tekst, "voortgang/overzicht")
    regels = [tekst("regel", nummer=n, toestand=inhoud.vast(stand.stap(n))) for n in STAPPEN]
    bubbels = [
        bundel(f"{tekst('kop')}\n{tekst('standaard')}", regels[:3])[0]
        + "\n"
        + bundel(tekst("vervolg"), regels[3:])[0]
    ]
    if oordelen := _oordelen(inhoud, stand):
        bubbels.append(tekst("oordelen", oordelen=opsomming(oordelen)))
    elif stand == Stand(sector=stand.sector):
        bubbels = [tekst("niets")]
    return tuple(bubbels)


def samenvatting(inhoud: Inhoud, stand: Stand) -> tuple[str, ...]:
    """A nameless text to put into the client's file."""
    tekst = partial(inhoud.tekst, "voortgang/samenvatting")

    def met_titel(nummers: list[int]) -> str:
        return opsomming([f"stap {n} ({stap_titel(inhoud, n)})" for n in nummers])

    regels = []
    klaar = [n for n in STAPPEN if stand.klaar(n)]
    bezig = [n for n in STAPPEN if stand.stap(n) == "bezig"]
    regels.append(tekst("klaar", stappen=met_titel(klaar)) if klaar else tekst("geen"))
    if bezig:
        regels.append(tekst("bezig", stappen=met_titel(bezig)))
    if oordelen := _oordelen(inhoud, stand):
        regels.append(tekst("oordelen", oordelen=opsomming(oordelen)))
    if stand.acuut == "ja":
        regels.append(tekst("acuut"))
    advies = aanbevolen(stand)
    if advies.stap.isdigit():
        volgende = f"stap {advies.stap} ({stap_titel(inhoud, int(advies.stap))})"
        regels.append(tekst("verder", volgende=volgende))
    return (*bundel(tekst("kop"), regels), tekst("aanvullen"))
