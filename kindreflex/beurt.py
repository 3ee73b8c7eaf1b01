"""One turn: from a message and what the classifier makes of it to events and an answer.

The order is the order of safety: acute danger first, then what a button says, then the
facts of the message, then its question, then the likeliest topic. A pure function.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from kindreflex import stand as s
from kindreflex import verwijzing
from kindreflex.aanbeveling import aanbevolen
from kindreflex.antwoord import Vraagstelling, antwoord, stap_bij
from kindreflex.feiten import Feit, deelzinnen, feiten
from kindreflex.gesprek import Antwoord, Bericht, Context, Keuze
from kindreflex.inhoud import Inhoud
from kindreflex.stand import Gebeurtenis, Oordeelveld, Stand, stand_van
from kindreflex.voortgang import OORDEEL_ONDERWERP, bevestig, keuzes_bij, zeg_aanbeveling

ACUUT = "overleg/acuut_gevaar"
NIET_BEGREPEN = "gesprek/niet_begrepen"
WIS = "gesprek/wis_alles"
VOLGENDE = "voortgang/volgende_stap"
_KANS_OP_GEVAAR = 0.12
"""From this probability of acute danger on, one sentence with the numbers goes on top."""
_OORDEEL_VAN = {onderwerp: oordeel for oordeel, onderwerp in OORDEEL_ONDERWERP.items()}
STELLINGEN = frozenset(_OORDEEL_VAN) | {
    "voortgang/stap_klaar", "voortgang/stap_niet_klaar", "voortgang/twijfel", "voortgang/gevaar_geweken",
}  # fmt: skip
"""Topics that report something, instead of asking."""


@dataclass(frozen=True)
class Beurt:
    """The outcome of a turn. `wis`: everything of this conversation has to be removed."""

    onderwerp: str
    antwoord: Antwoord
    gebeurtenissen: tuple[Gebeurtenis, ...]
    stand: Stand
    context: Context
    wis: bool = False


@dataclass(frozen=True)
class _Begrip:
    """What was understood: the topic, the parameters, and what it changes."""

    onderwerp: str
    gebeurtenissen: tuple[Gebeurtenis, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    wis: bool = False
    meer: bool = False
    noteren: bool = False
    welke_stappen: tuple[int, ...] = ()
    stap_fout: str = ""


def beurt(bericht: Bericht, stand: Stand, context: Context, inhoud: Inhoud, vandaag: datetime.date) -> Beurt:
    """One turn of the talk."""
    gevonden = () if bericht.knop else feiten(bericht.tekst)
    begrip = _begrijp(bericht, gevonden, stand, context, inhoud)
    na = stand_van(begrip.gebeurtenissen, stand)
    ruimte = _vraagstelling(begrip, gevonden, context, na, vandaag)
    uit = _zeg(begrip, ruimte, stand, na, context, inhoud, bericht)
    uit = _met_alarm(uit, bericht, begrip, na, inhoud)
    missers = context.missers + 1 if begrip.onderwerp == NIET_BEGREPEN else 0
    vervolg = Context(
        onderwerp=context.onderwerp if begrip.onderwerp == NIET_BEGREPEN else begrip.onderwerp,
        getoond=ruimte.ronde,
        leeftijd=ruimte.leeftijd,
        missers=missers,
        vraagt=_vraagt(begrip, na, inhoud),
        keuzes=uit.keuzes,
    )
    return Beurt(begrip.onderwerp, uit, begrip.gebeurtenissen, na, Context() if begrip.wis else vervolg, begrip.wis)


def _begrijp(
    bericht: Bericht, gevonden: tuple[Feit, ...], stand: Stand, context: Context, inhoud: Inhoud
) -> _Begrip:
    if bericht.acuut or (bericht.begrepen and bericht.onderwerp == ACUUT and not bericht.knop):
        # A general question ("wie bel ik als ...") gets the numbers but sets nothing.
        zet = bericht.acuut or not verwijzing.is_algemene_vraag(bericht.tekst)
        return _Begrip(ACUUT, s.meld_acuut(stand, "ja") if zet else ())
    if bericht.knop:
        return _knop(bericht.onderwerp, dict(bericht.parameters), stand, context, inhoud)
    if keuze := verwijzing.getypte_keuze(bericht.tekst, context.keuzes):
        return _knop(keuze.onderwerp, dict(keuze.parameters), stand, context, inhoud)
    if context.vraagt and (jawoord := verwijzing.ja_of_nee(bericht.tekst)):
        if (begrip := _bevestigd(context.vraagt, jawoord, stand)) is not None:
            return begrip
    if fout := next((f for f in gevonden if f.veld == "stap_fout"), None):
        return _Begrip("stappenplan/overzicht", stap_fout=fout.waarde)
    events, laatste = _uit_feiten(bericht, gevonden, stand, inhoud)
    if events is None:
        stappen = verwijzing.gemelde_acties(bericht.tekst, inhoud)
        return _Begrip("voortgang/stap_klaar", welke_stappen=tuple(n for n, _ in stappen))
    return _onderwerp(bericht, gevonden, events, laatste, stand, context, inhoud)


def _knop(onderwerp: str, p: dict[str, str], stand: Stand, context: Context, inhoud: Inhoud) -> _Begrip:
    """A choice that the assistant offered: certain, whether clicked or typed."""
    rest = tuple(p.items())
    if onderwerp == WIS and "bevestig" in p:
        return _Begrip(WIS, wis=p["bevestig"] == "ja", parameters=rest)
    if onderwerp == "voortgang/stap_klaar" and "stap" in p:
        n = int(p["stap"])
        events = s.meld_actie(stand, n, p["actie"]) if "actie" in p else s.meld_stap_klaar(stand, n)
        return _Begrip(onderwerp, events, rest)
    if onderwerp == "voortgang/stap_niet_klaar" and "stap" in p:
        n = int(p["stap"])
        events = s.herroep_actie(stand, n, p["actie"]) if "actie" in p else s.meld_stap_niet_klaar(stand, n)
        return _Begrip(onderwerp, events, rest)
    if "sector" in p:
        return _Begrip(onderwerp, s.meld_sector(stand, p["sector"]), rest)
    events = _uit_onderwerp(onderwerp, stand)
    return _Begrip(onderwerp, events, rest, meer="meer" in p)


def _bevestigd(vraagt: str, jawoord: str, stand: Stand) -> _Begrip | None:
    """Yes or no to the question that the assistant asked last."""
    soort, _, waarde = vraagt.partition(":")
    if soort == "wissen":
        return _Begrip(WIS, parameters=(("bevestig", jawoord),), wis=jawoord == "ja")
    if soort == "stap_klaar":
        events = s.meld_stap_klaar(stand, int(waarde)) if jawoord == "ja" else ()
        return _Begrip("voortgang/stap_klaar", events, (("stap", waarde), ("nog_bezig", jawoord)))
    return None


def _uit_onderwerp(onderwerp: str, stand: Stand) -> tuple[Gebeurtenis, ...]:
    """What a reporting topic changes by itself."""
    if onderwerp in _OORDEEL_VAN:
        veld, waarde = _OORDEEL_VAN[onderwerp]
        return s.meld_oordeel(stand, veld, waarde)  # type: ignore[arg-type]
    if onderwerp == "voortgang/gevaar_geweken":
        return s.meld_acuut(stand, "nee")
    if onderwerp == "gesprek/opnieuw":
        return s.nieuwe_casus(stand)
    return ()


def _uit_feiten(
    bericht: Bericht, gevonden: tuple[Feit, ...], stand: Stand, inhoud: Inhoud
) -> tuple[tuple[Gebeurtenis, ...] | None, str]:
    """The events of the facts, in their order, and the topic of the last one.

    None instead of events: an action was reported that belongs to more than one step.
    """
    nu, events, laatste = stand, (), ""  # type: ignore[var-annotated]

    def voeg_toe(nieuw: tuple[Gebeurtenis, ...], onderwerp: str) -> None:
        nonlocal nu, events, laatste
        events, nu, laatste = events + nieuw, stand_van(nieuw, nu), onderwerp

    meldt = {"voortgang/stap_klaar": "stap_klaar", "voortgang/stap_niet_klaar": "stap_niet_klaar"}
    volgens_model = meldt.get(bericht.onderwerp, "") if bericht.begrepen else ""
    stelling = any(z.stelling for z in deelzinnen(bericht.tekst))
    for feit in gevonden:
        veld = volgens_model if feit.veld == "stap_genoemd" and volgens_model and stelling else feit.veld
        if veld == "stap_klaar":
            voeg_toe(s.meld_stap_klaar(nu, int(feit.waarde)), "voortgang/stap_klaar")
        elif veld == "stap_niet_klaar":
            voeg_toe(s.meld_stap_niet_klaar(nu, int(feit.waarde)), "voortgang/stap_niet_klaar")
        elif veld in s.OORDELEN:
            waarde = feit.waarde
            voeg_toe(s.meld_oordeel(nu, veld, waarde), OORDEEL_ONDERWERP[veld, waarde])  # type: ignore[arg-type]
        elif veld == "gevaar_geweken":
            voeg_toe(s.meld_acuut(nu, "nee"), "voortgang/gevaar_geweken")
        elif veld == "sector_eigen":
            events += s.meld_sector(nu, feit.waarde)
            nu = stand_van(s.meld_sector(nu, feit.waarde), nu)
    if not any(f.veld.startswith("stap_") for f in gevonden):
        acties = verwijzing.gemelde_acties(bericht.tekst, inhoud)
        kies = acties if len(acties) == 1 else [a for a in acties if str(a[0]) == aanbevolen(nu).stap]
        if kies:
            voeg_toe(s.meld_actie(nu, *kies[0]), "voortgang/stap_klaar")
        elif acties and (not bericht.begrepen or bericht.onderwerp in meldt):
            return None, ""
    return events, laatste


def _onderwerp(
    bericht: Bericht, gevonden: tuple[Feit, ...], events: tuple[Gebeurtenis, ...], laatste: str,
    stand: Stand, context: Context, inhoud: Inhoud,
) -> _Begrip:  # fmt: skip
    """The question if there is one, else the last fact, else the likeliest topic."""
    tekst, top = bericht.tekst, bericht.onderwerp
    zeker = bericht.begrepen
    if vervolg := _vervolg(bericht, gevonden, stand, context, inhoud):
        return replace(vervolg, gebeurtenissen=events)
    if laatste:
        if verwijzing.vraagt_wat_nu(tekst):
            return _Begrip(VOLGENDE, events)
        if zeker and top not in STELLINGEN and verwijzing.stelt_vraag(tekst):
            return _Begrip(_met_nummer(top, gevonden, stand, context), events)
        return _Begrip(laatste, events)
    if not zeker:
        if verwijzing.vraagt_wat_nu(tekst):
            return _Begrip(VOLGENDE, events)
        return _Begrip(NIET_BEGREPEN, events)
    if top in STELLINGEN:
        if all(not z.stelling for z in deelzinnen(tekst)) and deelzinnen(tekst):
            return _Begrip(VOLGENDE if top in ("voortgang/stap_klaar",) else top, events)
        return _Begrip(top, events + _uit_onderwerp(top, stand_van(events, stand)))
    if top == "gesprek/opnieuw":
        return _Begrip(top, events + _uit_onderwerp(top, stand))
    return _Begrip(_met_nummer(top, gevonden, stand, context), events)


def _met_nummer(top: str, gevonden: tuple[Feit, ...], stand: Stand, context: Context) -> str:
    """A step topic takes its number from the text, never from the classifier alone."""
    if not top.startswith("stap/"):
        return top
    if genoemd := next((f.waarde for f in gevonden if f.veld.startswith("stap_")), ""):
        return f"stap/{genoemd}"
    return top


def _vervolg(
    bericht: Bericht, gevonden: tuple[Feit, ...], stand: Stand, context: Context, inhoud: Inhoud
) -> _Begrip | None:
    """ "Nog een voorbeeld", "en voor een puber?", "wat moet ik dan noteren?" about the last topic."""
    vorig = context.onderwerp
    if not vorig or vorig not in inhoud:
        return None
    tekst = bericht.tekst
    if verwijzing.vraagt_noteren(tekst) and (nummer := stap_bij(vorig, stand, inhoud)):
        return _Begrip("kennis/dossier", parameters=(("stap", str(nummer)),), noteren=True)
    if verwijzing.vraagt_meer(tekst) and inhoud[vorig].antwoord.soort in ("uitleg", "bezwaar", "vragenlijst"):
        return _Begrip(vorig, meer=True)
    leeftijd = next((f.waarde for f in gevonden if f.veld == "leeftijd"), "")
    if leeftijd and vorig.startswith("vragen/") and verwijzing.is_aanvulling(tekst):
        return _Begrip(vorig, parameters=(("leeftijd", leeftijd),))
    provincie = next((f.waarde for f in gevonden if f.veld == "provincie"), "")
    if provincie and vorig.startswith("overleg/") and verwijzing.is_aanvulling(tekst):
        return _Begrip("overleg/contactgegevens")
    return None


def _vraagstelling(
    begrip: _Begrip, gevonden: tuple[Feit, ...], context: Context, na: Stand, vandaag: datetime.date
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
    )


def _zeg(
    begrip: _Begrip, ruimte: Vraagstelling, voor: Stand, na: Stand, context: Context, inhoud: Inhoud, bericht: Bericht
) -> Antwoord:
    """The answer, by kind of topic."""
    o, p = begrip.onderwerp, dict(begrip.parameters)
    if o == NIET_BEGREPEN:
        return _niet_begrepen(bericht, context, inhoud)
    if o == WIS:
        return _wissen(p, inhoud)
    basis = antwoord(o, na, ruimte, inhoud)
    if begrip.stap_fout:
        tekst = inhoud.vast("zes_stappen", nummer=begrip.stap_fout)
        return replace(basis, bubbels=(tekst, *basis.bubbels))
    if begrip.noteren:
        stap = antwoord(f"stap/{p['stap']}", na, ruimte, inhoud)
        return replace(stap, bronnen=basis.bronnen)
    gezegd = bevestig(inhoud, begrip.gebeurtenissen, na)
    if o in STELLINGEN or o == "gesprek/opnieuw":
        return _na_melding(begrip, gezegd, voor, na, basis, inhoud)
    if gezegd:
        return replace(basis, bubbels=(" ".join(gezegd), *basis.bubbels))
    return basis


def _na_melding(
    begrip: _Begrip, gezegd: tuple[str, ...], voor: Stand, na: Stand, basis: Antwoord, inhoud: Inhoud
) -> Antwoord:
    """A report: what was noted, a word about it, and the next step."""
    o = begrip.onderwerp
    t: Callable[..., str] = lambda sleutel, **w: inhoud.tekst(o, sleutel, **w)  # noqa: E731
    if o == "gesprek/opnieuw":
        kop = t("bevestiging" if begrip.gebeurtenissen else "leeg")
        return replace(basis, bubbels=(kop, *zeg_aanbeveling(inhoud, na)), keuzes=keuzes_bij(inhoud, na))
    if o == "voortgang/stap_klaar":
        if vraag := _vraag_stap(begrip, gezegd, na, inhoud):
            return replace(basis, bubbels=vraag[0], keuzes=vraag[1])
    elif o == "voortgang/stap_niet_klaar" and not begrip.gebeurtenissen:
        return _niets_herroepen(begrip, na, basis, inhoud)
    elif o == "voortgang/twijfel":
        kop = " ".join((*gezegd, t("bevestiging")))
        return replace(basis, bubbels=(kop, t("toelichting")))
    elif o == "voortgang/gevaar_geweken" and voor.acuut == "nee":
        return replace(basis, bubbels=(t("niet_acuut"),))
    if not gezegd and o in _OORDEEL_VAN:
        gezegd = (t("al_zo"),)
    kop = " ".join(gezegd)
    toelichting = (t("toelichting"),) if o in _OORDEEL_VAN or o == "voortgang/gevaar_geweken" else ()
    bubbels = tuple(b for b in (kop, *toelichting, *zeg_aanbeveling(inhoud, na)) if b)
    return replace(basis, bubbels=bubbels, keuzes=keuzes_bij(inhoud, na))


def _vraag_stap(
    begrip: _Begrip, gezegd: tuple[str, ...], na: Stand, inhoud: Inhoud
) -> tuple[tuple[str, ...], tuple[Keuze, ...]] | None:
    """The question back that a report of a step may need."""
    t: Callable[..., str] = lambda sleutel, **w: inhoud.tekst("voortgang/stap_klaar", sleutel, **w)  # noqa: E731
    p = dict(begrip.parameters)
    if p.get("nog_bezig") == "nee":
        return (t("nog_niet", nummer=p["stap"]),), keuzes_bij(inhoud, na)
    if nummer := _bezige_stap(begrip, na):
        ja = Keuze(inhoud.vast("knop_ja_klaar", nummer=nummer), "voortgang/stap_klaar", (("stap", nummer),))
        nee = Keuze(inhoud.vast("knop_nee_bezig"), VOLGENDE)
        return (" ".join((*gezegd, t("is_stap_klaar", nummer=nummer))),), (ja, nee)
    if not begrip.gebeurtenissen:
        if "stap" in p:
            return (t("al_klaar", nummer=p["stap"]), *zeg_aanbeveling(inhoud, na)), keuzes_bij(inhoud, na)
        open_ = begrip.welke_stappen or tuple(n for n in s.STAPPEN if not na.klaar(n))
        vraag = t("welke_stap_actie" if begrip.welke_stappen else "welke_stap")
        return (" ".join((*gezegd, vraag)),), tuple(
            Keuze(inhoud.vast("knop_stap", nummer=n), "voortgang/stap_klaar", (("stap", str(n)),)) for n in open_
        )
    return None


def _bezige_stap(begrip: _Begrip, na: Stand) -> str:
    """The step of a reported action, when it is not finished yet."""
    acties = [g.veld.split("_")[1] for g in begrip.gebeurtenissen if g.veld.startswith("actie_") and g.nieuw == "ja"]
    return acties[-1] if acties and not na.klaar(int(acties[-1])) else ""


def _niets_herroepen(begrip: _Begrip, na: Stand, basis: Antwoord, inhoud: Inhoud) -> Antwoord:
    t: Callable[..., str] = lambda sleutel, **w: inhoud.tekst("voortgang/stap_niet_klaar", sleutel, **w)  # noqa: E731
    klaar = [n for n in s.STAPPEN if na.stap(n) != "open"]
    if not klaar:
        return replace(basis, bubbels=(t("niets_klaar"), *zeg_aanbeveling(inhoud, na)), keuzes=keuzes_bij(inhoud, na))
    keuzes = tuple(
        Keuze(inhoud.vast("knop_stap", nummer=n), "voortgang/stap_niet_klaar", (("stap", str(n)),)) for n in klaar
    )
    return replace(basis, bubbels=(t("welke_stap"),), keuzes=keuzes)


def _wissen(p: dict[str, str], inhoud: Inhoud) -> Antwoord:
    t: Callable[[str], str] = lambda sleutel: inhoud.tekst(WIS, sleutel)  # noqa: E731
    if "bevestig" in p:
        return Antwoord((t("gewist" if p["bevestig"] == "ja" else "behouden"),))
    keuzes = (Keuze(t("ja"), WIS, (("bevestig", "ja"),)), Keuze(t("nee"), WIS, (("bevestig", "nee"),)))
    return Antwoord((t("vraag"),), keuzes)


def _niet_begrepen(bericht: Bericht, context: Context, inhoud: Inhoud) -> Antwoord:
    """First the likeliest topics; then the menu and the human route; never the same twice."""
    t: Callable[[str], str] = lambda sleutel: inhoud.tekst(NIET_BEGREPEN, sleutel)  # noqa: E731
    if not any(c.isalnum() for c in bericht.tekst):
        return Antwoord((t("leeg"),), _menu(inhoud))
    if context.missers == 0:
        nabij = [o for o, _ in bericht.ranglijst if o in inhoud and o != NIET_BEGREPEN][:3]
        keuzes = tuple(Keuze(inhoud[o].titel, o) for o in nabij)
        return Antwoord((t("eerste" if keuzes else "eerste_zonder"),), keuzes or _menu(inhoud))
    return Antwoord((t("tweede" if context.missers % 2 else "derde"),), _menu(inhoud))


def _menu(inhoud: Inhoud) -> tuple[Keuze, ...]:
    namen = (VOLGENDE, "bezwaar/overzicht", "vragen/stap_2", "overleg/collega", "gesprek/hulp")
    return tuple(Keuze(inhoud[o].titel, o) for o in namen)


def _met_alarm(uit: Antwoord, bericht: Bericht, begrip: _Begrip, na: Stand, inhoud: Inhoud) -> Antwoord:
    """Acute danger is never out of sight: one sentence on top of every other answer."""
    if begrip.onderwerp in (ACUUT, "voortgang/gevaar_geweken") or begrip.wis:
        return uit
    if na.acuut == "ja" and begrip.onderwerp != VOLGENDE:
        weg = Keuze(inhoud["voortgang/gevaar_geweken"].titel, "voortgang/gevaar_geweken")
        return replace(uit, bubbels=(inhoud.vast("nog_acuut"), *uit.bubbels), keuzes=(*uit.keuzes[:4], weg))
    kans = dict(bericht.ranglijst).get(ACUUT, 0.0)
    if na.acuut == "nee" and not bericht.knop and kans >= _KANS_OP_GEVAAR:
        return replace(uit, bubbels=(inhoud.vast("kans_op_gevaar"), *uit.bubbels))
    return uit


def _vraagt(begrip: _Begrip, na: Stand, inhoud: Inhoud) -> str:
    """The yes-or-no question that this answer leaves open, if any."""
    if begrip.onderwerp == WIS and "bevestig" not in dict(begrip.parameters):
        return "wissen"
    if begrip.onderwerp == "voortgang/stap_klaar" and "nog_bezig" not in dict(begrip.parameters):
        nummer = _bezige_stap(begrip, na)
        return f"stap_klaar:{nummer}" if nummer else ""
    return ""
