"""Short messages that lean on what was said before, and the shape of a message.

"Nog een voorbeeld", "ja, wis maar", a typed button title, "wat nu": recognised by their
wording, because a classifier that sees one message at a time cannot know them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kindreflex.acuut import zegt_nu
from kindreflex.feiten import deelzinnen
from kindreflex.gesprek import Keuze
from kindreflex.inhoud import Inhoud
from kindreflex.stand import STAPPEN

_MEER = re.compile(
    r"\b(?:nog (?:(?:een|ene|1|wat|meer|iets|andere|enkele|eens|zo)\b\s*){1,3}(?:ander\w*|voorbeeld\w*|zin\w*|vra\w+|manier\w*|eentje|een|tips?|suggesties?|formulering\w*|opties?|mogelijkheid|zoiets)?|"
    r"nog (?:eentje|andere|ander\w*|voorbeelden|zinnen|vragen|ideeën|meer|iets|suggesties)|(?:een )?andere (?:zin|vraag|manier|formulering|optie|verwoording)\w*|iets anders|meer voorbeelden|meer vragen|"
    r"meer zinnen|vertel (?:eens |mij |me )?(?:verder|meer)|meer (?:uitleg|info|daarover|hierover|graag)|ga verder|volgende voorbeeld|en verder|anders geformuleerd|korter kan)\b"
)
_NOTEREN = re.compile(r"\b(?:noter\w*|noteer\w*|opschrijven|schrijf ik|in het dossier|in 't dossier|registreren|registreer)\b")
_AANVULLING = re.compile(r"^\W*(?:en|of|ja|ok|oke|oké|voor|bij|in|als|wat|ma+r|nee|eerder|eigenlijk|hij|zij|ze|het|'t|tis|de|die|ons|een|'n|n)\b", re.I)
_WAT_NU = re.compile(
    r"\b(?:wat (?:nu|dan|doe ik (?:nu|dan|best)?|moet ik (?:nu |dan |eerst |nu eerst )?(?:nu|dan|verder|doen)|volgt|komt (?:er )?(?:nu|dan|daarna|na)|is de volgende|nog)|wa nu|wa moek nu|wadde nu|en nu|en dan|hoe (?:nu )?verder|hoe ga ik (?:nu )?verder|volgende stap|next|wat is het volgende|dus)\b\W*(?:\?|$|best|doen|er)"
)
_VRAAGWOORD = re.compile(
    r"\?|\b(?:hoe|wat|wa|welke?|wie|waar|waarom|wanneer|mag ik|kan ik|moet ik|moek|magk|kank|heb je|geef|kan je|kunde|zou je|weet je|nummer van|help|vertel|leg uit|toon)\b"
)
_ALGEMEEN = re.compile(
    r"\b(?:als er (?:ooit|eens)|als een kind|stel dat|wie bel(?:t)? (?:ik|je|men) (?:als|bij|best)|wat doe (?:ik|je|jij) (?:als|bij|best bij|in geval)|wat als|in geval van|bij acuut gevaar|welk nummer|wanneer bel|wanneer is (?:het|iets) acuut|wat is acuut|nummer (?:voor|bij)|wat moet ik doen (?:als|bij)|hoe weet ik of|hoe herken)\b"
)
_LOS = re.compile(r"[,.!?;\n]+")
_JA = re.compile(r"^\W*(?:ja+|jep|yes|ok[eé]?|oke|goed|akkoord|doe maar|graag|zeker|inderdaad|klopt|juist|natuurlijk|wis maar|wissen)\b(?!.*\b(?:niet|nie|maar nog)\b)")
_NEE = re.compile(r"^\W*(?:nee+|neen|nope|toch niet|nog niet|niet doen|laat maar|liever niet|hou maar|bewaar)\b")
_INHOUD = re.compile(
    r"\bwat (?:moet|zit|hoort|komt|staat|houdt|doe)\b.{0,25}\b(?:in|bij|daarin|erin|daarbij|erbij|daar)\b|\b(?:leg uit|uitleg|hoe pak (?:ik|je)|hoe doe (?:ik|je))\b"
)
_DIE_STAP = re.compile(r"\b(?:die|deze|dees|dat|volgende) stap\b")
_WISSEN = re.compile(r"^\W*(?:wis|verwijder|delete|schrap) (?:alles|dit gesprek|het gesprek|mijn gegevens|alle gegevens)\W*$")
_MAX_WOORDEN_KORT = 9


def _kort(tekst: str, hoogstens: int = _MAX_WOORDEN_KORT) -> bool:
    return len(tekst.split()) <= hoogstens


def vraagt_meer(tekst: str) -> bool:
    """ "Nog een voorbeeld", "heb je daar nog een andere zin voor"."""
    return _kort(tekst, 10) and bool(_MEER.search(tekst.lower()))


def vraagt_noteren(tekst: str) -> bool:
    """ "En wat moet ik dan noteren?", without naming a step of its own."""
    laag = tekst.lower()
    return _kort(tekst) and bool(_NOTEREN.search(laag)) and "stap" not in laag and bool(_VRAAGWOORD.search(laag))


def is_aanvulling(tekst: str) -> bool:
    """A short message that completes the question before it ("en voor een puber?")."""
    return _kort(tekst, 7) and (bool(_AANVULLING.match(tekst)) or _kort(tekst, 3))


def vraagt_wat_nu(tekst: str) -> bool:
    """The message ends by asking for the next step."""
    return bool(_WAT_NU.search(tekst.lower().rstrip(" .!")))


def stelt_vraag(tekst: str) -> bool:
    """Some clause of the message asks something."""
    return any(z.vraag or _VRAAGWOORD.search(z.tekst) for z in deelzinnen(tekst)) or "?" in tekst


def vraagt_stap_uitleg(tekst: str) -> bool:
    """Asks what a step holds: "wat moet daarin zitten"."""
    return bool(_INHOUD.search(tekst.lower()))


def wijst_naar_stap(tekst: str) -> bool:
    """Speaks of "die stap" without a number."""
    return bool(_DIE_STAP.search(tekst.lower()))


def wil_wissen(tekst: str) -> bool:
    """The command that our own texts tell people to type: "wis alles"."""
    return bool(_WISSEN.match(tekst.lower()))


def is_algemene_vraag(tekst: str) -> bool:
    """A question about danger in general, which must not set the state."""
    laag = tekst.lower()
    if not _ALGEMEEN.search(laag):
        return False
    # "Which number do I call if ...? He is hitting her now": words for now beside the question decide.
    return not zegt_nu(". ".join(deel for deel in _LOS.split(laag) if not _ALGEMEEN.search(deel)))


def ja_of_nee(tekst: str) -> str:
    """ "ja", "nee" or nothing."""
    laag = tekst.lower()
    if not _kort(tekst):
        return ""
    return "nee" if _NEE.match(laag) else "ja" if _JA.match(laag) else ""


def getypte_keuze(tekst: str, keuzes: Sequence[Keuze]) -> Keuze | None:
    """A button may be typed too: its title, whatever the case and punctuation."""

    def kaal(t: str) -> str:
        return re.sub(r"[^\w+ -]", "", t.lower()).strip()

    return next((k for k in keuzes if kaal(k.titel) == kaal(tekst)), None)


_GEDAAN = re.compile(
    r"\b(?:ge\w{3,}(?:d|t|en)|ver\w{3,}(?:d|t)|bespro\w+|over(?:legd|lopen)|aan\w*ge\w+|op\w*ge\w+|in\w*ge\w+|na\w*ge\w+|bevraagd|beluisterd|betrokken|bel(?:de)? .* net|heb|hebben|is gebeurd|gedaan)\b"
)


def gemelde_acties(tekst: str, inhoud: Inhoud) -> list[tuple[int, str]]:
    """(step, action) for each action that a statement reports as done."""
    uit: list[tuple[int, str]] = []
    for zin in deelzinnen(tekst):
        woorden = re.findall(r"\w+", zin.tekst)
        if not zin.stelling or not _GEDAAN.search(zin.tekst) or {"niet", "nie", "nog", "geen", "moet", "ga"} & set(woorden):
            continue
        for n in STAPPEN:
            for actie in inhoud.stap(n).acties:
                if any(
                    all(any(w.startswith(deel) for w in woorden) for deel in patroon.split())
                    for patroon in actie.herken
                ):
                    uit.append((n, actie.id))
    return list(dict.fromkeys(uit))
