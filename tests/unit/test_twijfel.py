"""Doubt: an unsure answer, a report whose text is old, and messages that were not understood."""

from __future__ import annotations

import datetime
import itertools

import pytest
from gereedschap import VANDAAG, Praat, loop, wandeling
from hypothesis import given, settings
from hypothesis import strategies as st

from kindreflex.begrip import STELLINGEN
from kindreflex.beurt import beurt
from kindreflex.gesprek import Bericht, Context, Gevaar
from kindreflex.inhoud import Inhoud
from kindreflex.stand import Stand


def test_an_unsure_answer_offers_the_next_topics(praat: Praat, inhoud: Inhoud) -> None:
    uit = praat.neem(Bericht("en voor later", (("stap/1", 0.5), ("bezwaar/schuld", 0.3), ("kennis/kopp", 0.1), ("kennis/ace", 0.1))))
    titels = [inhoud.vast("knop_bedoelde", titel=inhoud[o].titel) for o in ("bezwaar/schuld", "kennis/kopp")]
    assert [k.titel for k in uit.antwoord.keuzes][-2:] == titels
    assert praat.kies(titels[0]).onderwerp == "bezwaar/schuld"


@pytest.mark.parametrize("ranglijst", [(("stap/1", 0.9), ("bezwaar/schuld", 0.1)), (("stap/1", 0.7), ("bezwaar/schuld", 0.01))])
def test_a_sure_answer_offers_nothing_else(ranglijst: tuple[tuple[str, float], ...], praat: Praat) -> None:
    uit = praat.neem(Bericht("en voor later", ranglijst))
    assert not any("bedoelde" in k.titel for k in uit.antwoord.keuzes)


@pytest.mark.parametrize(("kans", "onderwerp"), [(0.6, "gesprek/niet_begrepen"), (0.7, "overleg/ocj")])
def test_a_guess_at_whom_to_call_is_asked_first(kans: float, onderwerp: str, praat: Praat) -> None:
    uit = praat.neem(Bericht("wie neemt dat op", (("overleg/ocj", kans), ("overleg/vk", 0.3))))
    assert uit.onderwerp == onderwerp
    assert "overleg/vk" in {k.onderwerp for k in uit.antwoord.keuzes}


@pytest.mark.parametrize(("gevaar", "acuut"), [("nee", "nee"), ("misschien", "nee"), ("ja", "ja")])
def test_the_second_reading_decides_whether_danger_is_set(gevaar: Gevaar, acuut: str, praat: Praat) -> None:
    ranglijst = (("overleg/acuut_gevaar", 0.95), ("kennis/stress", 0.001))
    uit = praat.neem(Bericht("hij sloeg haar vorig jaar met een mes", ranglijst, gevaar=gevaar))
    assert uit.stand.acuut == acuut
    assert uit.onderwerp == "overleg/acuut_gevaar", "the numbers come anyway"


@pytest.mark.parametrize("onderwerp", sorted(STELLINGEN | {"gesprek/opnieuw"}))
def test_a_report_says_too_that_its_text_is_old(onderwerp: str, inhoud: Inhoud) -> None:
    later = VANDAAG + datetime.timedelta(400)
    uit = beurt(Bericht("zo is het", ((onderwerp, 0.95),)), Stand(), Context(), inhoud, later)
    assert uit.antwoord.bubbels.count(inhoud.vast("niet_nagekeken")) == 1


# --- misses ---------------------------------------------------------------------------


@given(wandeling, st.text("abc xyz?!", max_size=30))
@settings(max_examples=100)
def test_a_miss_never_changes_the_state(meldingen: list[tuple], tekst: str) -> None:
    stand = loop(meldingen)
    praat = Praat(stand)
    for _ in range(3):
        praat.zeg(tekst, "stap/1", "bezwaar/schuld", begrepen=False)
        assert praat.stand == stand


@pytest.mark.parametrize("ranglijst", [(), ("stap/1", "bezwaar/schuld")])
def test_the_second_miss_never_says_the_same(ranglijst: tuple[str, ...], praat: Praat) -> None:
    gezegd = [praat.zeg("blablabla zoveel", *ranglijst, begrepen=False).antwoord for _ in range(6)]
    assert all(a.bubbels != b.bubbels for a, b in itertools.pairwise(gezegd))
    assert all(a.keuzes for a in gezegd), "there is always something to choose"


def test_the_first_miss_offers_the_likeliest_topics(praat: Praat, inhoud: Inhoud) -> None:
    uit = praat.zeg("blabla", "stap/1", "bezwaar/schuld", begrepen=False)
    assert [k.titel for k in uit.antwoord.keuzes] == [inhoud["stap/1"].titel, inhoud["bezwaar/schuld"].titel]
    assert praat.kies(inhoud["bezwaar/schuld"].titel).onderwerp == "bezwaar/schuld"


def test_a_miss_keeps_the_thread(praat: Praat) -> None:
    praat.zeg("ze zijn te jong zegt ze", "bezwaar/te_jong")
    praat.zeg("blabla", "stap/1", begrepen=False)
    assert praat.zeg("nog een voorbeeld", "gesprek/hulp", begrepen=False).onderwerp == "bezwaar/te_jong"


def test_after_an_answer_the_count_starts_again(praat: Praat) -> None:
    eerste = praat.zeg("blabla", begrepen=False).antwoord.bubbels
    praat.zeg("wat is stap 2", "stap/2")
    assert praat.zeg("blabla", begrepen=False).antwoord.bubbels == eerste


@pytest.mark.parametrize(
    ("tekst", "onderwerp"),
    [("meer info", "bezwaar/te_jong"), ("meer info over stap 3", "stap/3"), ("meer info stpa 3", "stap/3")],
)
def test_more_about_a_step_is_about_that_step(tekst: str, onderwerp: str, praat: Praat) -> None:
    praat.neem(Bericht("ze zijn te klein", (("bezwaar/te_jong", 0.9),)))
    assert praat.neem(Bericht(tekst, (("stap/1", 0.9),))).onderwerp == onderwerp
