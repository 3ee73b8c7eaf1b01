"""What the assistant says to what it understood: the topic's answer, and the talk around it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kindreflex import stand as s
from kindreflex.antwoord import Vraagstelling, antwoord
from kindreflex.begrip import ACUUT, NIET_BEGREPEN, ONBEKEND_BEZWAAR, OORDEEL_VAN, STELLINGEN, VOLGENDE, WIS, Begrip
from kindreflex.gesprek import Antwoord, Bericht, Context, Keuze
from kindreflex.inhoud import Inhoud
from kindreflex.stand import Stand
from kindreflex.voortgang import bevestig, keuzes_bij, zeg_aanbeveling

_KANS_OP_GEVAAR = 0.12
"""From this probability of acute danger on, by the classifier alone, one sentence with the numbers goes on top."""
_ZEKER = 0.8
"""Below this probability the answer also offers the next topics: one in three is then another one (docs/nlu.md)."""
_NABIJ = 0.04
"""The least probability with which a topic is offered."""


def zeg(
    begrip: Begrip, ruimte: Vraagstelling, voor: Stand, na: Stand, context: Context, inhoud: Inhoud, bericht: Bericht
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
        uit = _na_melding(begrip, gezegd, voor, na, basis, inhoud)
        oud = inhoud.vast("niet_nagekeken")
        return replace(uit, bubbels=(*uit.bubbels, oud)) if oud in basis.bubbels else uit
    if o == ONBEKEND_BEZWAAR:
        basis = replace(basis, keuzes=_naaste_bezwaren(bericht, inhoud) or basis.keuzes)
    if gezegd:
        wat = " ".join(gezegd)
        # The numbers come before anything else.
        return replace(basis, bubbels=(*basis.bubbels, wat) if o == ACUUT else (wat, *basis.bubbels))
    return basis


def _naaste_bezwaren(bericht: Bericht, inhoud: Inhoud) -> tuple[Keuze, ...]:
    """The known objections that come nearest to one that is not known, and the list of all."""
    lijst = [o for o, _ in (*bericht.citaat, *bericht.ranglijst) if o.startswith("bezwaar/") and o in inhoud]
    nabij = [o for o in dict.fromkeys(lijst) if o not in (ONBEKEND_BEZWAAR, "bezwaar/overzicht")][:3]
    return tuple(Keuze(inhoud[o].titel, o) for o in (*nabij, "bezwaar/overzicht")) if nabij else ()


def _na_melding(
    begrip: Begrip, gezegd: tuple[str, ...], voor: Stand, na: Stand, basis: Antwoord, inhoud: Inhoud
) -> Antwoord:
    """A report: what was noted, a word about it, and the next step."""
    o = begrip.onderwerp
    t = partial(inhoud.tekst, o)
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
    if not gezegd and o in OORDEEL_VAN:
        gezegd = (t("al_zo"),)
    kop = " ".join(gezegd)
    toelichting = (t("toelichting"),) if o in OORDEEL_VAN or o == "voortgang/gevaar_geweken" else ()
    bubbels = tuple(b for b in (kop, *toelichting, *zeg_aanbeveling(inhoud, na)) if b)
    return replace(basis, bubbels=bubbels, keuzes=keuzes_bij(inhoud, na))


def _vraag_stap(
    begrip: Begrip, gezegd: tuple[str, ...], na: Stand, inhoud: Inhoud
) -> tuple[tuple[str, ...], tuple[Keuze, ...]] | None:
    """The question back that a report of a step may need."""
    t = partial(inhoud.tekst, "voortgang/stap_klaar")
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


def _bezige_stap(begrip: Begrip, na: Stand) -> str:
    """The step of a reported action, when it is not finished yet."""
    acties = [g.veld.split("_")[1] for g in begrip.gebeurtenissen if g.veld.startswith("actie_") and g.nieuw == "ja"]
    return acties[-1] if acties and not na.klaar(int(acties[-1])) else ""


def _niets_herroepen(begrip: Begrip, na: Stand, basis: Antwoord, inhoud: Inhoud) -> Antwoord:
    t = partial(inhoud.tekst, "voortgang/stap_niet_klaar")
    klaar = [n for n in s.STAPPEN if na.stap(n) != "open"]
    if not klaar:
        return replace(basis, bubbels=(t("niets_klaar"), *zeg_aanbeveling(inhoud, na)), keuzes=keuzes_bij(inhoud, na))
    keuzes = tuple(
        Keuze(inhoud.vast("knop_stap", nummer=n), "voortgang/stap_niet_klaar", (("stap", str(n)),)) for n in klaar
    )
    return replace(basis, bubbels=(t("welke_stap"),), keuzes=keuzes)


def _wissen(p: dict[str, str], inhoud: Inhoud) -> Antwoord:
    t = partial(inhoud.tekst, WIS)
    if "bevestig" in p:
        return Antwoord((t("gewist" if p["bevestig"] == "ja" else "behouden"),))
    keuzes = (Keuze(t("ja"), WIS, (("bevestig", "ja"),)), Keuze(t("nee"), WIS, (("bevestig", "nee"),)))
    return Antwoord((t("vraag"),), keuzes)


def _niet_begrepen(bericht: Bericht, context: Context, inhoud: Inhoud) -> Antwoord:
    """First the likeliest topics; then the menu and the human route; never the same twice."""
    t = partial(inhoud.tekst, NIET_BEGREPEN)
    if not any(c.isalnum() for c in bericht.tekst):
        return Antwoord((t("leeg"),), menu(inhoud))
    if context.missers == 0:
        nabij = [o for o, _ in bericht.ranglijst if o in inhoud and o != NIET_BEGREPEN][:3]
        keuzes = tuple(Keuze(inhoud[o].titel, o) for o in nabij)
        return Antwoord((t("eerste" if keuzes else "eerste_zonder"),), keuzes or menu(inhoud))
    return Antwoord((t("tweede" if context.missers % 2 else "derde"),), menu(inhoud))


def menu(inhoud: Inhoud) -> tuple[Keuze, ...]:
    """What is offered when nothing was understood."""
    namen = (VOLGENDE, "bezwaar/overzicht", "vragen/stap_2", "overleg/collega", "gesprek/hulp")
    return tuple(Keuze(inhoud[o].titel, o) for o in namen)


def met_alarm(uit: Antwoord, bericht: Bericht, begrip: Begrip, na: Stand, inhoud: Inhoud) -> Antwoord:
    """Acute danger is never out of sight: one sentence on top of every other answer."""
    if begrip.onderwerp in (ACUUT, "voortgang/gevaar_geweken") or begrip.wis:
        return uit
    if na.acuut == "ja" and begrip.onderwerp != VOLGENDE:
        weg = Keuze(inhoud["voortgang/gevaar_geweken"].titel, "voortgang/gevaar_geweken")
        return replace(uit, bubbels=(inhoud.vast("nog_acuut"), *uit.bubbels), keuzes=(*uit.keuzes[:4], weg))
    if na.acuut == "nee" and not bericht.knop and (bericht.acuut or is_kans_op_gevaar(bericht)):
        return replace(uit, bubbels=(inhoud.vast("kans_op_gevaar"), *uit.bubbels))
    return uit


def is_kans_op_gevaar(bericht: Bericht) -> bool:
    """Whether the classifier or the second reading sees a chance of danger."""
    return bericht.gevaar in ("misschien", "ja") or dict(bericht.ranglijst).get(ACUUT, 0.0) >= _KANS_OP_GEVAAR


def met_twijfel(uit: Antwoord, bericht: Bericht, begrip: Begrip, inhoud: Inhoud) -> Antwoord:
    """An answer that may be to another question than was asked offers the next likeliest topics too."""
    if bericht.knop or bericht.acuut or not bericht.begrepen or begrip.onderwerp != bericht.onderwerp:
        return uit
    (_, kans), *rest = bericht.ranglijst
    if kans >= _ZEKER:
        return uit
    buiten = {NIET_BEGREPEN, ACUUT, *(k.onderwerp for k in uit.keuzes)}
    ander = [o for o, k in rest if k >= _NABIJ and o in inhoud and o not in buiten]
    bedoelde = tuple(Keuze(inhoud.vast("knop_bedoelde", titel=inhoud[o].titel), o) for o in ander[:2])
    # What a report asks about stays complete; of suggestions the last give way.
    eigen = uit.keuzes if begrip.onderwerp in STELLINGEN else uit.keuzes[: 5 - len(bedoelde)]
    return replace(uit, keuzes=(*eigen, *bedoelde))


def open_vraag(begrip: Begrip, na: Stand, inhoud: Inhoud) -> str:
    """The yes-or-no question that this answer leaves open, if any."""
    if begrip.onderwerp == WIS and "bevestig" not in dict(begrip.parameters):
        return "wissen"
    if begrip.onderwerp == "voortgang/stap_klaar" and "nog_bezig" not in dict(begrip.parameters):
        nummer = _bezige_stap(begrip, na)
        return f"stap_klaar:{nummer}" if nummer else ""
    return ""
