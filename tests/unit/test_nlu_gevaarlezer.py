"""The second reading: what is weighed, what it learns from, and how a long message is read."""

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlu.e5 import lessen
from nlu.gevaarlezer import WEGING, Gevaarlezer, stukken
from nlu.rapport import lees_regels
from privacy import verberg

WORTEL = Path(__file__).parents[2]
KANS, ZEKERHEID = st.floats(0, 1), st.floats(-20, 20)


@pytest.fixture(scope="module")
def lezer() -> Gevaarlezer:
    return Gevaarlezer()


@given(KANS, ZEKERHEID, st.booleans(), st.booleans(), KANS, ZEKERHEID)
def test_more_signs_of_danger_never_make_it_less_probable(onderwerp: float, lezing: float, alarm: bool, vraag: bool, ander: float, meer: float) -> None:
    kans = WEGING.samen([onderwerp], [lezing], alarm, vraag)
    assert 0 <= kans <= 1
    assert WEGING.samen([max(onderwerp, ander)], [max(lezing, meer)], True, False) >= kans
    assert WEGING.samen([onderwerp, ander], [lezing, meer], alarm, vraag) >= kans


def test_it_tells_danger_from_what_sounds_like_it(lezer: Gevaarlezer) -> None:
    paren = [
        ("hij houdt de baby boven de trapleuning, ik hoor haar roepen", "in de film hield hij de baby boven de trapleuning"),
        ("moeder is net vertrokken met haar zoontje en een jerrycan benzine", "moeder is vorig jaar vertrokken met haar zoontje"),
        ("ze ligt op de grond en het kindje huilt al een uur naast haar", "ze lag jaren geleden vaak op de grond, het kindje is nu groot"),
    ]
    for gevaar, gewoon in paren:
        zeker, niet = lezer.zekerheid([gevaar, gewoon])
        assert zeker > 0
        assert zeker - niet > 2


def test_danger_in_one_sentence_of_a_long_message_counts(lezer: Gevaarlezer) -> None:
    gewoon = "We spraken vorige week over stap 2 en over hoe hij zijn dochter ziet wanneer hij op verlof mag. "
    gevaar = "Hij belt me net, hij staat met haar op de sporen en zegt dat het voorbij is. "
    assert max(lezer.zekerheid(stukken(gewoon * 12))) < 0
    assert max(lezer.zekerheid(stukken(gewoon * 6 + gevaar + gewoon * 6))) > 0


@given(st.text(alphabet="ab .!?\n", max_size=400))
def test_parts_hold_all_words(tekst: str) -> None:
    delen = stukken(tekst)
    assert 1 <= len(delen) <= 9
    assert delen[0] == tekst
    assert len(delen) == 1 or " ".join(delen[1:]).split() == tekst.split()


def _voorbeelden() -> list[tuple[str, str, str]]:
    """File, kind and text of every message in `nlu/gevaar`."""
    uit = []
    for pad in sorted(lessen.OVER_GEVAAR.glob("*.yml")):
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8"))
        assert set(inhoud) == {"gevaar", "geen_gevaar"}, pad
        uit += [(pad.name, soort, tekst) for soort, teksten in inhoud.items() for tekst in teksten]
    return uit


def test_examples_are_not_what_is_measured_and_stand_once() -> None:
    def kaal(tekst: str) -> str:
        return "".join(c for c in tekst.lower() if c.isalnum())

    teksten = [kaal(tekst) for _, _, tekst in _voorbeelden()]
    assert len(teksten) == len(set(teksten))
    gemeten = {kaal(verberg(r["text"]).tekst) for pad in (WORTEL / "tests" / "data").glob("acuut*.jsonl") for r in lees_regels(pad)}
    assert not gemeten & set(teksten)


def test_both_kinds_in_every_file() -> None:
    for _, groep in itertools.groupby(_voorbeelden(), key=lambda v: v[0]):
        soorten = [soort for _, soort, _ in groep]
        assert min(soorten.count("gevaar"), soorten.count("geen_gevaar")) > 100


def test_lessons_take_general_questions_for_no_danger() -> None:
    stof = list(lessen.over_gevaar(WORTEL / "data"))
    vraag = [les for les in stof if les.tekst == "welk nummer bij levensgevaar kind"]
    assert vraag
    assert not any(les.gevaar for les in vraag)
    assert sum(les.gevaar for les in stof) > 5_000
    assert sum(les.onderwerp == "" for les in stof) > 7_000
