"""Wording guards over all content: what the assistant may never say, and what it has to.

Every guard is a pattern with sentences that it has to catch and sentences that it has to leave.
"""

from __future__ import annotations

import re

import pytest
from bestand import SHARED, alle_teksten, inhoud, teksten_van, zinnen_tot_client, zinnen_tot_gebruiker

from kindreflex.inhoud import alle_zinnen

NOOIT: dict[str, tuple[str, list[str], list[str]]] = {
    "duty to report, or its opposite": (
        r"verplicht\w* (?:om )?te melden|\bmeldplicht|\bmeldingsplicht|\bniet verplicht|moet\w* (?:je )?(?:dit|dat|het|altijd) melden|verplicht\w* (?:om )?(?:aan te geven|aangifte)|hoef\w* (?:je )?(?:dit |dat |het )?niet te melden",
        ["Je bent verplicht te melden.", "Er is geen meldplicht.", "Je bent niet verplicht om iets te doen.", "Je bent verplicht om te melden"],
        ["waar de Kindcheck wettelijk verplicht is", "Je mag het OCJ bellen."],
    ),
    "a promise of secrecy": (
        r"blijft (?:onder|tussen) ons|ik zeg (?:het|dit) (?:aan )?niemand|niemand (?:zal|komt) (?:dit|het|te weten|iets te weten)|blijft (?:altijd |strikt )?(?:geheim|vertrouwelijk)|(?<!niet )(?<!nooit )alles wat u zegt blijft",
        ["Dit blijft onder ons.", "Ik zeg het aan niemand.", "Niemand komt te weten wat u zegt.", "Het blijft strikt vertrouwelijk."],
        ["Beloof niet dat alles onder jullie twee blijft.", "Wat u vertelt, behandel ik met zorg."],
    ),
    "a promise of outcome": (
        r"\bgarande\w+|\bgegarandeerd|komt (?:zeker|altijd|vast|wel) goed|uw kinderen blijven (?:zeker |altijd )?(?:bij u|thuis)|worden (?:nooit|niet) (?:afgenomen|geplaatst|weggehaald)|ik beloof (?:u |je )?dat|er gebeurt (?:zeker )?niets met",
        ["Het komt zeker goed.", "Uw kinderen blijven bij u.", "Uw kinderen worden niet geplaatst.", "Ik beloof u dat er niets verandert."],
        ["Beloof nooit dat de kinderen thuis blijven.", "Een goede afloop is niet zeker."],
    ),
    "a risk score or a diagnosis": (
        r"\brisicoscore|\bde score is|\bscore van \d|\d+ ?% (?:kans|risico)|(?:hoog|laag|verhoogd) risico (?:voor|bij) (?:dit|deze|jouw)|\bik schat (?:het|dit|de situatie|in)|\bde diagnose is",
        ["De risicoscore is 7.", "Er is 80 % kans op mishandeling.", "Ik schat dit in als ernstig.", "Hoog risico bij dit gezin."],
        ["Er komt geen score uit.", "Een risico is geen lot.", "20 % van de ouders vond het zwaar."],
    ),
    "that the assistant concludes": (
        r"\bik (?:vind|denk|oordeel|besluit|concludeer|zie)\b[^.?]{0,30}\b(?:verontrustend|onveilig|niet pluis|mishandel)|\bdit is (?:zeker |duidelijk )?(?:niet )?(?:verontrustend|mishandeling|onveilig)\b(?! )",
        ["Ik vind dit verontrustend.", "Ik denk dat dit onveilig is.", "Dit is verontrustend."],
        ["Of een situatie verontrustend is, kan ik niet beoordelen.", "Het team vindt de situatie verontrustend."],
    ),
    "that speaking is a must": (
        r"\bje moet (?:\w+ ){0,4}(?:spreken|je beroepsgeheim doorbreken|naar justitie|aangeven|aangifte)",
        ["Je moet met justitie spreken.", "Je moet altijd aangifte doen."],
        ["je mag justitie inlichten", "Of jij zelf moet zeggen hoe je heet, weet ik niet."],
    ),
    "an exclamation mark": (r"!", ["Goed zo!"], ["Goed zo."]),
    "a dead number of an article": (r"\bartikel 458", ["artikel 458bis Sw."], ["artikel 19 van het Kinderrechtenverdrag"]),
    "asking for a name": (
        r"\b(?:hoe heet (?:je|jouw|de|uw) (?:cliënt|patiënt|kind|moeder|vader)|geef me de naam|wat is de naam van|typ de naam)",
        ["Hoe heet je cliënt?", "Wat is de naam van het kind?"],
        ["Noem geen namen."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("wat", NOOIT)
def test_never(wat: str) -> None:
    patroon = re.compile(NOOIT[wat][0], re.IGNORECASE)
    gezegd = [f"{o}: {m.group()!r} in: {t[max(0, m.start() - 40) : m.end() + 40]!r}" for o, t in alle_teksten().items() for m in patroon.finditer(t)]
    assert not gezegd, f"{wat}\n" + "\n".join(gezegd)


@pytest.mark.parametrize("wat", NOOIT)
def test_the_guard_can_fail(wat: str) -> None:
    patroon, fout, goed = NOOIT[wat]
    assert not [z for z in fout if not re.search(patroon, z, re.IGNORECASE)]
    assert not [z for z in goed if re.search(patroon, z, re.IGNORECASE)]


# --- what has to be said ---------------------------------------------------------------


def zonder_juridisch(teksten: dict[str, str]) -> list[str]:
    """Topics that answer whether one may speak, without saying that this is no legal advice."""
    return [o for o, t in teksten.items() if re.search(r"beroepsgeheim|spreekrecht|strafbaar", t) and "dit is geen juridisch advies" not in t]


def zonder_details(teksten: dict[str, str]) -> list[str]:
    """Topics that offer an anonymous call to VK or OCJ, without "herkenbare details"."""
    biedt = re.compile(r"(?=.*\banoniem)(?=.*(?:\bVK\b|\bOCJ\b|vertrouwenscentr|crisismeldpunt|\bbel))", re.IGNORECASE | re.DOTALL)
    return [o for o, t in teksten.items() if biedt.search(t) and "herkenbare details" not in t]


def per_onderwerp() -> dict[str, str]:
    """Without titles: what is said."""
    return {o: "\n".join(teksten_van(o)[1:]) for o in inhoud()}


def test_no_legal_advice_with_every_answer_on_secrecy() -> None:
    assert not zonder_juridisch(per_onderwerp())
    assert "dit is geen juridisch advies" in "\n".join(z.tekst for z in inhoud()["overleg/beroepsgeheim"].antwoord.bubbels)  # type: ignore[union-attr]


def test_no_recognisable_details_with_every_anonymous_call() -> None:
    assert not zonder_details(per_onderwerp())


def test_these_two_can_fail() -> None:
    assert zonder_juridisch({"a": "Je hebt beroepsgeheim.", "b": "Je beroepsgeheim geldt; dit is geen juridisch advies."}) == ["a"]
    assert zonder_details({"a": "Je kan het VK anoniem\nbellen.", "b": "Bel het OCJ, anoniem, zonder herkenbare details.", "c": "Awel is anoniem."}) == ["a"]


@pytest.mark.parametrize("onderwerp", ["overleg/acuut_gevaar", "overleg/vk", "overleg/ocj", "overleg/crisismeldpunt", "overleg/contactgegevens", "gesprek/begroeting",
                                       "gesprek/hulp", "overleg/1712", "overleg/beroepsgeheim"])  # fmt: skip
def test_the_urgent_numbers_are_named(onderwerp: str) -> None:
    tekst = "\n".join(teksten_van(onderwerp))
    assert "112" in tekst
    assert "101" in tekst


def test_urgent_numbers_come_before_vk_and_ocj() -> None:
    tekst = "\n".join(z.tekst for z in inhoud()["overleg/acuut_gevaar"].antwoord.bubbels)  # type: ignore[union-attr]
    assert max(tekst.index("112"), tekst.index("101")) < min(tekst.index("VK"), tekst.index("OCJ"))


@pytest.mark.parametrize("onderwerp", ["gesprek/begroeting", "gesprek/hulp", "gesprek/ben_je_een_mens"])
def test_it_says_that_it_is_an_automated_assistant(onderwerp: str) -> None:
    assert re.search(r"geautomatiseerd", "\n".join(teksten_van(onderwerp)))


# --- je and u --------------------------------------------------------------------------

_JE = re.compile(r"\b(?:je|jij|jou|jouw)\b", re.IGNORECASE)
_U = re.compile(r"\b(?:u|uw)\b", re.IGNORECASE)
TOT_EEN_KIND = {
    "Dit komt niet door jou. Als je er met iemand over wilt praten, vind ik dat goed. Ik word daar niet boos om.",
    "Het helpt al als uw kind van u hoort: je mag hierover praten, met mij of met iemand die je vertrouwt.",
}
"""Said by a parent to a child, who is not an "u"."""


def test_clients_are_an_u() -> None:
    fout = [f"{o}: {z}" for o in inhoud() for z in zinnen_tot_client(o) if _JE.search(z) and z not in TOT_EEN_KIND]
    assert not fout, "\n".join(fout)


def test_the_exceptions_are_still_there() -> None:
    assert not TOT_EEN_KIND - {z for o in inhoud() for z in zinnen_tot_client(o)}


def test_the_professional_is_a_je() -> None:
    fout = [f"{o}: {z}" for o in inhoud() for z in zinnen_tot_gebruiker(o) if _U.search(z)]
    assert not fout, "\n".join(fout)


def test_je_and_u_are_told_apart() -> None:
    assert _JE.search("Hoe gaat het met je kind?")
    assert _U.search("Wat denkt u?")
    assert not _JE.search("Hoe gaat het met uw kind?")
    assert not _U.search("Wat denk je? Tot over een uur.")
    assert sum(len(zinnen_tot_client(o)) for o in inhoud()) > 300, "the sentences are really looked at"


# --- own words -------------------------------------------------------------------------

LOOP = 8


def woorden(tekst: str) -> list[str]:
    return re.findall(r"[^\W_]+", tekst.lower())


def gedeelde_reeksen(tekst: str, bron: set[tuple[str, ...]], titels: list[list[str]]) -> list[str]:
    """Runs of eight words that stand in a source too; titles of steps are names, not text."""
    w = woorden(tekst)
    uit = [w[i : i + LOOP] for i in range(len(w) - LOOP + 1) if tuple(w[i : i + LOOP]) in bron]
    return [" ".join(r) for r in uit if not any(" ".join(r) in " ".join(t) for t in titels)]


def reeksen(tekst: str) -> set[tuple[str, ...]]:
    w = woorden(tekst)
    return {tuple(w[i : i + LOOP]) for i in range(len(w) - LOOP + 1)}


def test_nothing_is_copied_from_the_sources() -> None:
    if not (SHARED / "bronnen").exists():
        pytest.skip("shared/ is not beside the repository")
    bron: set[tuple[str, ...]] = set()
    for pad in (SHARED / "bronnen").iterdir():
        bron |= reeksen(pad.read_text(encoding="utf-8"))
    assert len(bron) > 1000
    # Names: the steps, the objections (what parents say), and the fixed condition of alleen_als.
    vast = {z.alleen_als for o in inhoud() for z in alle_zinnen(inhoud()[o]) if z.alleen_als}
    assert len(vast) <= 3, f"the condition is one fixed phrase: {vast}"
    titels = [woorden(t) for t in (*(inhoud()[o].titel for o in inhoud() if o.startswith(("stap/", "bezwaar/"))), *vast)]
    fout = [f"{o}: {r}" for o, t in alle_teksten().items() for r in gedeelde_reeksen(t, bron, titels)]
    assert not fout, "\n".join(fout)


def test_a_copy_would_be_seen() -> None:
    bron = reeksen("Een zin uit de bron die wat langer is dan acht woorden, echt waar.")
    assert gedeelde_reeksen("En dan: een zin uit de bron die wat langer!", bron, [])
    assert not gedeelde_reeksen("Een zin uit de bron die wat anders is.", bron, [])
    assert not gedeelde_reeksen("een zin uit de bron die wat langer", bron, [woorden("een zin uit de bron die wat langer")])
