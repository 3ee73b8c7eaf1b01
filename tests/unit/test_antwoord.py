"""Every topic, for every sector, as often as it is asked: an answer that can be read at a glance.

Seen to fail: with an earlier `bundel` (92 words of services in one bubble), and with the note on old facts taken out.
"""

from __future__ import annotations

import datetime
import itertools
import re

import pytest
from gereedschap import SECTOREN, VANDAAG, echte_inhoud, loop, wandeling
from hypothesis import given, settings
from hypothesis import strategies as st

from kindreflex.antwoord import LEEFTIJDEN, Vraagstelling, antwoord, stap_bij
from kindreflex.inhoud import Bezwaar, Inhoud, Uitleg, Vragenlijst
from kindreflex.stand import STAPPEN, Stand

ONDERWERPEN = sorted(echte_inhoud())
GEVULD = {"gesprek/niet_begrepen", "gesprek/wis_alles", "gesprek/opnieuw"} | {
    o for o in ONDERWERPEN if o.startswith("voortgang/") and o.split("/")[1] not in ("volgende_stap", "overzicht", "samenvatting")
}
"""Topics that `beurt` words; `antwoord` gives their sources and choices only."""
SPREEKT = [o for o in ONDERWERPEN if o not in GEVULD]
PROVINCIES = ("", "antwerpen", "limburg", "oost_vlaanderen", "vlaams_brabant", "west_vlaanderen", "brussel")


def nakijken(inhoud: Inhoud, onderwerp: str, vraag: Vraagstelling, stand: Stand | None = None) -> None:
    uit = antwoord(onderwerp, stand or Stand(), vraag, inhoud)
    assert uit.bubbels or onderwerp in GEVULD, f"{onderwerp}: no answer for {vraag}"
    for bubbel in uit.bubbels:
        assert bubbel.strip()
        assert len(bubbel.split()) <= 90, f"{onderwerp}: {len(bubbel.split())} words\n{bubbel}"
        assert "{" not in bubbel, bubbel
    assert bool(uit.bronnen) != inhoud[onderwerp].eigen, onderwerp
    assert len(uit.keuzes) <= 5
    assert all(k.titel and k.onderwerp in inhoud for k in uit.keuzes)
    titels = [k.titel for k in uit.keuzes]
    assert len(titels) == len(set(titels)), f"{onderwerp}: two buttons with one title: {titels}"


@pytest.mark.parametrize("onderwerp", ONDERWERPEN)
def test_every_topic_every_sector_every_round(onderwerp: str, inhoud: Inhoud) -> None:
    for sector in SECTOREN:
        for ronde in range(7):
            nakijken(inhoud, onderwerp, Vraagstelling(VANDAAG, ronde, sector=sector))


@pytest.mark.parametrize("onderwerp", ONDERWERPEN)
def test_a_year_and_more_later_still_short(onderwerp: str, inhoud: Inhoud) -> None:
    """Notes on old facts make bubbles longer."""
    for ronde in range(4):
        for sector in ("", "spoed"):
            nakijken(inhoud, onderwerp, Vraagstelling(VANDAAG + datetime.timedelta(400), ronde, sector=sector))


@given(
    st.sampled_from(ONDERWERPEN), wandeling, st.integers(0, 30), st.sampled_from(("", *LEEFTIJDEN)), st.sampled_from(SECTOREN),
    st.sampled_from(PROVINCIES), st.booleans(), st.booleans(),
)  # fmt: skip
@settings(max_examples=300)
def test_in_any_state(
    onderwerp: str, meldingen: list[tuple], ronde: int, leeftijd: str, sector: str, provincie: str, residentieel: bool, noteren: bool
) -> None:
    vraag = Vraagstelling(VANDAAG, ronde, leeftijd, sector, provincie, residentieel, noteren)
    nakijken(echte_inhoud(), onderwerp, vraag, loop(meldingen))


@pytest.mark.parametrize("onderwerp", SPREEKT)
def test_a_clock_a_year_ahead_changes_every_answer(onderwerp: str, inhoud: Inhoud) -> None:
    nu = antwoord(onderwerp, Stand(), Vraagstelling(VANDAAG), inhoud)
    later = antwoord(onderwerp, Stand(), Vraagstelling(VANDAAG + datetime.timedelta(370)), inhoud)
    assert inhoud.vast("niet_nagekeken") not in nu.bubbels
    assert inhoud.vast("niet_nagekeken") in later.bubbels


@pytest.mark.parametrize("onderwerp", ["overleg/1712", "overleg/contactgegevens", "overleg/beroepsgeheim"])
def test_after_the_date_the_answer_says_so_and_where_to_look(onderwerp: str, inhoud: Inhoud) -> None:
    datum = inhoud[onderwerp].geldig_tot
    assert datum
    voor = "\n".join(antwoord(onderwerp, Stand(), Vraagstelling(datum), inhoud).bubbels)
    na = "\n".join(antwoord(onderwerp, Stand(), Vraagstelling(datum + datetime.timedelta(1)), inhoud).bubbels)
    zin = inhoud.vast("niet_zeker", geldig_tot=datum.strftime("%d/%m/%Y"))
    assert zin not in voor
    assert zin in na


@pytest.mark.parametrize("onderwerp", [o for o in ONDERWERPEN if isinstance(echte_inhoud()[o].antwoord, Bezwaar)])
def test_another_example_is_another_one(onderwerp: str, inhoud: Inhoud) -> None:
    a = inhoud[onderwerp].antwoord
    assert isinstance(a, Bezwaar)
    gezegd = [re.findall("“([^”]+)”", "\n".join(antwoord(onderwerp, Stand(), Vraagstelling(VANDAAG, r), inhoud).bubbels)) for r in range(7)]
    assert all(rond != volgend for rond, volgend in itertools.pairwise(gezegd))
    zonder_voorwaarde = {z.tekst for z in a.zinnen if "“" not in z.tekst}
    assert zonder_voorwaarde <= {z for rond in gezegd for z in rond}, "in seven rounds all sentences come by"


@pytest.mark.parametrize("onderwerp", [o for o in ONDERWERPEN if isinstance(echte_inhoud()[o].antwoord, Vragenlijst)])
@pytest.mark.parametrize("leeftijd", LEEFTIJDEN)
def test_questions_suit_the_age_asked_for(onderwerp: str, leeftijd: str, inhoud: Inhoud) -> None:
    a = inhoud[onderwerp].antwoord
    assert isinstance(a, Vragenlijst)
    mag = {v.tekst for v in a.vragen if not v.leeftijd or leeftijd in v.leeftijd}
    eigen = {v.tekst for v in a.vragen if leeftijd in v.leeftijd}
    for ronde in range(4):
        gezegd = set(re.findall("“([^”]+)”", "\n".join(antwoord(onderwerp, Stand(), Vraagstelling(VANDAAG, ronde, leeftijd), inhoud).bubbels)))
        assert not gezegd & ({v.tekst for v in a.vragen} - mag)
        if ronde == 0 and eigen:
            assert gezegd & eigen


@pytest.mark.parametrize("onderwerp", [o for o in ONDERWERPEN if isinstance(echte_inhoud()[o].antwoord, Uitleg)])
def test_tell_me_more_ends_honestly(onderwerp: str, inhoud: Inhoud) -> None:
    a = inhoud[onderwerp].antwoord
    assert isinstance(a, Uitleg)
    gezegd = [antwoord(onderwerp, Stand(), Vraagstelling(VANDAAG, r), inhoud).bubbels for r in range(len(a.meer) + 2)]
    assert len(set(gezegd)) == len(gezegd)
    assert gezegd[-1] == (inhoud.vast("niets_meer"),)


@pytest.mark.parametrize("sector", [s for s in SECTOREN if s])
def test_sector_differences_are_said_once(sector: str, inhoud: Inhoud) -> None:
    for naam, o in inhoud.items():
        extra = o.per_sector.get(sector, ())  # type: ignore[call-overload]
        if extra and naam not in GEVULD and naam != "voortgang/volgende_stap":
            eerste = antwoord(naam, Stand(), Vraagstelling(VANDAAG, sector=sector), inhoud).bubbels
            assert all(z.tekst in eerste for z in extra), naam
            assert not {z.tekst for z in extra} & set(antwoord(naam, Stand(), Vraagstelling(VANDAAG), inhoud).bubbels), naam


@pytest.mark.parametrize("provincie", [p for p in PROVINCIES if p])
def test_services_of_the_province_first_and_of_no_other(provincie: str, inhoud: Inhoud) -> None:
    contacten = inhoud["overleg/contactgegevens"].antwoord.contacten  # type: ignore[union-attr]
    tekst = "\n".join(antwoord("overleg/contactgegevens", Stand(), Vraagstelling(VANDAAG, provincie=provincie), inhoud).bubbels)
    for c in contacten:
        assert (c.tekst in tekst) == (not c.provincie or provincie in c.provincie), c.naam
    eigen = [tekst.index(c.tekst) for c in contacten if provincie in c.provincie]
    rest = [tekst.index(c.tekst) for c in contacten if not c.provincie and c.telefoon not in ("112", "101")]
    assert max(eigen) < min(rest)
    assert tekst.index("- 112: ") < min(eigen)


def test_unknown_numbers_stay_unknown(inhoud: Inhoud) -> None:
    """feiten.md: no number of a VK or OCJ was seen at an official site."""
    for c in inhoud["overleg/contactgegevens"].antwoord.contacten:  # type: ignore[union-attr]
        if c.naam.startswith(("VK", "OCJ")):
            assert c.telefoon is None
            assert not re.search(r"\d{2,}[ /.]\d{2,}", c.tekst)
            assert ".be" in c.tekst


def test_residential_adds_who_cares_now(inhoud: Inhoud) -> None:
    tekst = inhoud.vast("residentieel")
    assert tekst in antwoord("stap/1", Stand(), Vraagstelling(VANDAAG, residentieel=True), inhoud).bubbels
    assert tekst not in antwoord("stap/1", Stand(), Vraagstelling(VANDAAG), inhoud).bubbels


@pytest.mark.parametrize("n", STAPPEN)
def test_what_to_note_is_the_file_part_of_the_step(n: int, inhoud: Inhoud) -> None:
    uit = antwoord(f"stap/{n}", Stand(), Vraagstelling(VANDAAG, noteren=True), inhoud)
    assert all(z.tekst in "\n".join(uit.bubbels) for z in inhoud.stap(n).dossier)
    assert not any(z.tekst in "\n".join(uit.bubbels) for z in inhoud.stap(n).acties)
    assert stap_bij(f"stap/{n}", Stand(), inhoud) == n
    assert stap_bij(inhoud.stap(n).vragen, Stand(), inhoud) in STAPPEN


def test_an_unknown_topic_is_an_error(inhoud: Inhoud) -> None:
    with pytest.raises(KeyError):
        antwoord("kennis/nergens", Stand(), Vraagstelling(VANDAAG), inhoud)
