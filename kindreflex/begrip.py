"""What a message means here: its topic, and what it changes.

The order is the order of safety: acute danger first, then what a button says, then the
facts of the message, then its question, then the likeliest topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kindreflex import stand as s
from kindreflex import verwijzing
from kindreflex.aanbeveling import aanbevolen
from kindreflex.acuut import kan_nu_zijn, zegt_veilig
from kindreflex.antwoord import stap_bij
from kindreflex.feiten import Feit, deelzinnen
from kindreflex.gesprek import Bericht, Context
from kindreflex.inhoud import Inhoud
from kindreflex.stand import Gebeurtenis, Stand, stand_van
from kindreflex.voortgang import OORDEEL_ONDERWERP

ACUUT = "overleg/acuut_gevaar"
NIET_BEGREPEN = "gesprek/niet_begrepen"
ONBEKEND_BEZWAAR = "bezwaar/onbekend"
VAAG_BEZWAAR = (ONBEKEND_BEZWAAR, "bezwaar/overzicht")
_OVER_BEZWAREN = 0.3
"""This much of the message as a whole has to point to objections before the quote in it decides."""
_CITAAT_ZEKER = 0.5
_CONTACT_ZEKER = 0.65
"""Whom to call: below this the assistant asks which of two it is, rather than send somebody to the wrong desk."""
_HERROEPT_ZEKER = 0.97
"""So sure that a step is taken back, that "stap 2 was klaar, achteraf bekeken niet" is not read as done."""
_OORDEEL_ZEKER = 0.85
"""So sure of a judgement, that an action in the same message does not take its place."""
_MELDT = 0.15
"""This much of the message as a whole has to look like a report before words like "VK gebeld" count as an action."""
_DEELZIN_ZEKER = 0.7
"""From this probability on, a clause counts by itself."""
_IN_GEHEEL = 0.05
"""And this is the least that the message as a whole has to give to a clause's topic."""
WIS = "gesprek/wis_alles"
VOLGENDE = "voortgang/volgende_stap"
Ranglijst = Sequence[tuple[str, float]]
OORDEEL_VAN = {onderwerp: oordeel for oordeel, onderwerp in OORDEEL_ONDERWERP.items()}
STELLINGEN = frozenset(OORDEEL_VAN) | {
    "voortgang/stap_klaar", "voortgang/stap_niet_klaar", "voortgang/twijfel", "voortgang/gevaar_geweken",
}  # fmt: skip
"""Topics that report something, instead of asking."""


@dataclass(frozen=True)
class Begrip:
    """What was understood: the topic, the parameters, and what it changes."""

    onderwerp: str
    gebeurtenissen: tuple[Gebeurtenis, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    wis: bool = False
    meer: bool = False
    noteren: bool = False
    welke_stappen: tuple[int, ...] = ()
    stap_fout: str = ""


def begrijp(
    bericht: Bericht, gevonden: tuple[Feit, ...], stand: Stand, context: Context, inhoud: Inhoud
) -> Begrip:
    """Understand one message in the state and the talk that it comes in."""
    if is_gevaar(bericht, stand):
        return Begrip(ACUUT, _met_acuut(bericht, gevonden, stand, inhoud))
    if _vraagt_wie(bericht):
        bericht = replace(bericht, begrepen=False)
    if bericht.begrepen and bericht.onderwerp == ACUUT and not bericht.knop:
        if verwijzing.is_algemene_vraag(bericht.tekst) or kan_nu_zijn(bericht.tekst):
            return Begrip(ACUUT)  # the numbers, but nothing is set
        # Only past or hypothetical: the likeliest other topic, with the numbers on top.
        bericht = replace(bericht, ranglijst=bericht.ranglijst[1:])
    if verwijzing.wil_wissen(bericht.tekst):
        return Begrip(WIS)
    if bericht.knop:
        return _knop(bericht.onderwerp, dict(bericht.parameters), stand, context, inhoud)
    if keuze := verwijzing.getypte_keuze(bericht.tekst, context.keuzes):
        return _knop(keuze.onderwerp, dict(keuze.parameters), stand, context, inhoud)
    jawoord = verwijzing.ja_of_nee(bericht.tekst) if context.vraagt else ""
    if jawoord and (begrip := _bevestigd(context.vraagt, jawoord, stand)):
        return begrip
    if fout := next((f for f in gevonden if f.veld == "stap_fout"), None):
        return Begrip("stappenplan/overzicht", stap_fout=fout.waarde)
    events, laatste = _uit_feiten(bericht, gevonden, stand, inhoud)
    if events is None:
        stappen = verwijzing.gemelde_acties(bericht.tekst, inhoud)
        return Begrip("voortgang/stap_klaar", welke_stappen=tuple(n for n, _ in stappen))
    return _onderwerp(bericht, gevonden, events, laatste, stand, context, inhoud)


def is_gevaar(bericht: Bericht, stand: Stand) -> bool:
    """Whether a message sets the danger. The rules suffice, unless a second reading contradicts them.

    It does not contradict plain danger to a life, nor anything while danger stands open: such a message must not lift it.
    """
    if bericht.knop:
        return False
    if bericht.nood or (bericht.acuut and (stand.acuut == "ja" or not bericht.gevaar)):
        return True
    return bericht.gevaar == "ja"


def _vraagt_wie(bericht: Bericht) -> bool:
    """A guess at whom to call, that is not sure enough to be answered. Danger has thresholds of its own."""
    gokt = bericht.onderwerp.startswith("overleg/") and bericht.onderwerp != ACUUT and not bericht.knop
    return gokt and _kans(bericht) < _CONTACT_ZEKER


def _kans(bericht: Bericht) -> float:
    return bericht.ranglijst[0][1]


def _met_acuut(
    bericht: Bericht, gevonden: tuple[Feit, ...], stand: Stand, inhoud: Inhoud
) -> tuple[Gebeurtenis, ...]:
    """The danger, and what else the message reports: all facts are recorded. It cannot lift the danger."""
    rest = tuple(f for f in gevonden if f.veld != "gevaar_geweken")
    events, _ = _uit_feiten(replace(bericht, begrepen=False), rest, stand, inhoud)
    return (events or ()) + s.meld_acuut(stand, "ja")


def _knop(onderwerp: str, p: dict[str, str], stand: Stand, context: Context, inhoud: Inhoud) -> Begrip:
    """A choice that the assistant offered: certain, whether clicked or typed."""
    rest = tuple(p.items())
    if onderwerp == WIS and "bevestig" in p:
        return Begrip(WIS, wis=p["bevestig"] == "ja", parameters=rest)
    if onderwerp == "voortgang/stap_klaar" and "stap" in p:
        n = int(p["stap"])
        events = s.meld_actie(stand, n, p["actie"]) if "actie" in p else s.meld_stap_klaar(stand, n)
        return Begrip(onderwerp, events, rest)
    if onderwerp == "voortgang/stap_niet_klaar" and "stap" in p:
        n = int(p["stap"])
        events = s.herroep_actie(stand, n, p["actie"]) if "actie" in p else s.meld_stap_niet_klaar(stand, n)
        return Begrip(onderwerp, events, rest)
    if "sector" in p:
        return Begrip(onderwerp, s.meld_sector(stand, p["sector"]), rest)
    events = _uit_onderwerp(onderwerp, stand)
    return Begrip(onderwerp, events, rest, meer="meer" in p)


def _bevestigd(vraagt: str, jawoord: str, stand: Stand) -> Begrip | None:
    """Yes or no to the question that the assistant asked last."""
    soort, _, waarde = vraagt.partition(":")
    if soort == "wissen":
        return Begrip(WIS, parameters=(("bevestig", jawoord),), wis=jawoord == "ja")
    if soort == "stap_klaar":
        events = s.meld_stap_klaar(stand, int(waarde)) if jawoord == "ja" else ()
        return Begrip("voortgang/stap_klaar", events, (("stap", waarde), ("nog_bezig", jawoord)))
    return None


def _uit_onderwerp(onderwerp: str, stand: Stand) -> tuple[Gebeurtenis, ...]:
    """What a reporting topic changes by itself."""
    if onderwerp in OORDEEL_VAN:
        veld, waarde = OORDEEL_VAN[onderwerp]
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
    nu, laatste = stand, ""
    events: tuple[Gebeurtenis, ...] = ()

    def voeg_toe(nieuw: tuple[Gebeurtenis, ...], onderwerp: str) -> None:
        nonlocal nu, events, laatste
        events, nu, laatste = events + nieuw, stand_van(nieuw, nu), onderwerp

    meldt = {"voortgang/stap_klaar": "stap_klaar", "voortgang/stap_niet_klaar": "stap_niet_klaar"}
    volgens_model = meldt.get(bericht.onderwerp, "") if bericht.begrepen else ""
    for feit in gevonden:
        # A step that a statement merely mentions: the classifier says what is meant with it.
        herroept = volgens_model == "stap_niet_klaar" and _kans(bericht) >= _HERROEPT_ZEKER
        veld = volgens_model if volgens_model and (feit.veld == "stap_genoemd" or (herroept and feit.veld == "stap_klaar")) else feit.veld
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
    if not any(f.veld.startswith("stap_") for f in gevonden) and _meldt_iets(bericht):
        acties = verwijzing.gemelde_acties(bericht.tekst, inhoud)
        kies = acties if len(acties) == 1 else [a for a in acties if str(a[0]) == aanbevolen(nu).stap]
        if kies:
            voeg_toe(s.meld_actie(nu, *kies[0]), "voortgang/stap_klaar")
        elif acties and (not bericht.begrepen or bericht.onderwerp in meldt):
            return None, ""
    return events, laatste


def _meldt_iets(bericht: Bericht) -> bool:
    """Whether the message may be a report; without a classifier it may."""
    kans = sum(kans for onderwerp, kans in bericht.ranglijst if onderwerp.startswith("voortgang/"))
    return kans >= _MELDT or not bericht.ranglijst


def mogelijke_oordelen(ranglijst: Ranglijst) -> set[str]:
    """The judgements that a clause may add, given what the message as a whole looks like."""
    return {onderwerp for onderwerp, kans in ranglijst if onderwerp in OORDEEL_VAN and kans >= _IN_GEHEEL}


def over_bezwaren(ranglijst: Ranglijst) -> bool:
    """Whether the message as a whole points to an objection, so that the quote in it may say which."""
    return sum(kans for onderwerp, kans in ranglijst if onderwerp.startswith("bezwaar/")) >= _OVER_BEZWAREN


def _zachte_oordelen(bericht: Bericht, gevonden: tuple[Feit, ...]) -> list[Feit]:
    """Judgements in loose words ("ik vertrouw het niet"), each in a clause of its own.

    Only in a message that reports: in an objection or a question about a parent the same
    words are somebody else's. The message as a whole has to point that way too.
    """
    if bericht.begrepen and not bericht.onderwerp.startswith("voortgang/"):
        return []
    hard = {f.veld for f in gevonden}
    mogelijk = mogelijke_oordelen(bericht.ranglijst)
    uit = []
    for zin, ranglijst in zip(deelzinnen(bericht.tekst), bericht.deelzinnen, strict=False):
        onderwerp, kans = ranglijst[0] if ranglijst else ("", 0.0)
        veld, waarde = OORDEEL_VAN.get(onderwerp, ("", ""))
        if onderwerp in mogelijk and veld not in hard and kans >= _DEELZIN_ZEKER and zin.stelling:
            uit.append(Feit(veld, waarde, zin.begin))  # type: ignore[arg-type]
    return uit


def _onderwerp(
    bericht: Bericht, gevonden: tuple[Feit, ...], events: tuple[Gebeurtenis, ...], laatste: str,
    stand: Stand, context: Context, inhoud: Inhoud,
) -> Begrip:  # fmt: skip
    """The question if there is one, else the last fact, else the likeliest topic."""
    tekst, top = bericht.tekst, bericht.onderwerp
    zeker = bericht.begrepen
    if vervolg := _vervolg(bericht, gevonden, stand, context, inhoud):
        return replace(vervolg, gebeurtenissen=events)
    wat_nu = verwijzing.vraagt_wat_nu(tekst)
    over_stap = verwijzing.vraagt_stap_uitleg(tekst) and (not zeker or top.startswith("stap/"))
    if over_stap and (genoemd := _genoemde_stap(tekst, gevonden, stand_van(events, stand))):
        return Begrip(f"stap/{genoemd}", events)
    if laatste:
        if wat_nu:
            return Begrip(VOLGENDE, events)
        if zeker and top not in STELLINGEN and verwijzing.stelt_vraag(tekst):
            return Begrip(_met_nummer(top, gevonden), events)
        if laatste == "voortgang/stap_klaar" and zeker and top in OORDEEL_VAN and _kans(bericht) >= _OORDEEL_ZEKER:
            return Begrip(top, events + _uit_onderwerp(top, stand_van(events, stand)))
        return Begrip(laatste, events)
    if wat_nu and not zeker:
        return Begrip(VOLGENDE, events)
    if bezwaar := _bezwaar_in_citaat(bericht):
        return Begrip(bezwaar, events)
    if not zeker:
        return Begrip(NIET_BEGREPEN, events)
    if top == "voortgang/gevaar_geweken" and stand.acuut == "ja" and not zegt_veilig(tekst):
        # Lifting the danger takes more than a guess: the numbers stay, with the button to lift it.
        return Begrip(VOLGENDE, events)
    if top in STELLINGEN:
        zinnen = deelzinnen(tekst)
        if zinnen and not any(z.stelling for z in zinnen):
            # Asked or supposed, not reported: nothing is noted.
            return Begrip(VOLGENDE if top == "voortgang/stap_klaar" else top, events)
        return Begrip(top, events + _uit_onderwerp(top, stand_van(events, stand)))
    if top == "gesprek/opnieuw":
        return Begrip(top, events + _uit_onderwerp(top, stand))
    return Begrip(_met_nummer(top, gevonden), events)


def _genoemde_stap(tekst: str, gevonden: tuple[Feit, ...], stand: Stand) -> str:
    """The step a message asks about: by number, or as "die stap" (the recommended one)."""
    if nummer := next((f.waarde for f in gevonden if f.veld.startswith("stap_") and f.veld != "stap_klaar"), ""):
        return nummer
    advies = aanbevolen(stand).stap
    return advies if verwijzing.wijst_naar_stap(tekst) and advies.isdigit() else ""


def _bezwaar_in_citaat(bericht: Bericht) -> str:
    """The objection in what a parent is quoted to say, when the message as a whole is about one but does not show it."""
    if not bericht.citaat or (bericht.begrepen and bericht.onderwerp not in VAAG_BEZWAAR):
        return ""
    onderwerp, kans = bericht.citaat[0]
    bekend = onderwerp.startswith("bezwaar/") and onderwerp not in VAAG_BEZWAAR
    return onderwerp if bekend and over_bezwaren(bericht.ranglijst) and kans >= _CITAAT_ZEKER else ""


def _met_nummer(top: str, gevonden: tuple[Feit, ...]) -> str:
    """A step topic takes its number from the text, never from the classifier alone."""
    if not top.startswith("stap/"):
        return top
    if genoemd := next((f.waarde for f in gevonden if f.veld.startswith("stap_")), ""):
        return f"stap/{genoemd}"
    return top


def _vervolg(
    bericht: Bericht, gevonden: tuple[Feit, ...], stand: Stand, context: Context, inhoud: Inhoud
) -> Begrip | None:
    """ "Nog een voorbeeld", "en voor een puber?", "wat moet ik dan noteren?" about the last topic."""
    vorig = context.onderwerp
    if not vorig or vorig not in inhoud:
        return None
    tekst = bericht.tekst
    if verwijzing.vraagt_noteren(tekst) and (nummer := stap_bij(vorig, stand, inhoud)):
        return Begrip("kennis/dossier", parameters=(("stap", str(nummer)),), noteren=True)
    # "Meer over stap 3" is about that step, whatever was said before.
    andere_stap = any(f.veld.startswith("stap_") and vorig != f"stap/{f.waarde}" for f in gevonden)
    if verwijzing.vraagt_meer(tekst) and not andere_stap and inhoud[vorig].antwoord.soort in ("uitleg", "bezwaar", "vragenlijst"):
        return Begrip(vorig, meer=True)
    leeftijd = next((f.waarde for f in gevonden if f.veld == "leeftijd"), "")
    if leeftijd and vorig.startswith("vragen/") and verwijzing.is_aanvulling(tekst):
        return Begrip(vorig, parameters=(("leeftijd", leeftijd),))
    provincie = next((f.waarde for f in gevonden if f.veld == "provincie"), "")
    if provincie and vorig.startswith("overleg/") and verwijzing.is_aanvulling(tekst):
        return Begrip("overleg/contactgegevens")
    return None
