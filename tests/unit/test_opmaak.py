"""Bubbles of at most 90 words, and no word lost on the way.

Seen to fail: with `bundel` never splitting after a first item, and with `>=` for `>` in `is_oud`.
"""

from __future__ import annotations

import datetime

from gereedschap import VANDAAG, echte_inhoud
from hypothesis import given
from hypothesis import strategies as st

from kindreflex.inhoud import MAX_WOORDEN, Zin
from kindreflex.opmaak import bundel, citaat, is_oud, opsomming, tekst_van

woord = st.text("abcdefghij,.", min_size=1, max_size=8)
regel = st.tuples(woord, st.integers(1, MAX_WOORDEN - 1)).map(lambda w: " ".join([w[0]] * w[1]))


@given(st.one_of(st.just(""), st.lists(woord, min_size=1, max_size=8).map(" ".join)), st.lists(regel, max_size=25))
def test_bubbles_stay_short_and_lose_nothing(kop: str, regels: list[str]) -> None:
    bubbels = bundel(kop, regels)
    assert all(len(b.split()) <= MAX_WOORDEN for b in bubbels)
    verwacht = kop.split() + [w for r in regels for w in ("-", *r.split())]
    assert [w for b in bubbels for w in b.split()] == verwacht


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=6))
def test_enumeration(delen: list[str]) -> None:
    uit = opsomming(delen)
    assert uit.replace(" en ", ", ").split(", ") == delen
    assert uit.count(" en ") == (len(delen) > 1)


def test_quotation_leaves_the_condition_outside() -> None:
    assert citaat("Hoe gaat het?") == "“Hoe gaat het?”"
    assert citaat("Hoe gaat het? (alleen bij rust)") == "“Hoe gaat het?” (alleen bij rust)"


def test_a_date_that_has_passed_is_said() -> None:
    inhoud = echte_inhoud()
    o = inhoud["overleg/1712"]
    zin = Zin(tekst="Bel 1712.", geldig_tot=datetime.date(2026, 12, 1))
    assert tekst_van(zin, o, inhoud, datetime.date(2026, 12, 1)) == "Bel 1712."
    assert "01/12/2026" in tekst_van(zin, o, inhoud, datetime.date(2026, 12, 2))


def test_a_sentence_without_a_date_takes_that_of_its_topic() -> None:
    inhoud = echte_inhoud()
    o = inhoud["overleg/1712"]
    assert o.geldig_tot
    assert tekst_van(Zin(tekst="x"), o, inhoud, o.geldig_tot) == "x"
    assert tekst_van(Zin(tekst="x"), o, inhoud, o.geldig_tot + datetime.timedelta(1)) != "x"


def test_old_is_older_than_a_year() -> None:
    o = echte_inhoud()["kennis/ace"]
    assert not is_oud(None, o, o.nagekeken_op + datetime.timedelta(365))
    assert is_oud(None, o, o.nagekeken_op + datetime.timedelta(366))
    assert not is_oud(Zin(tekst="x", nagekeken_op=VANDAAG), o, VANDAAG + datetime.timedelta(10))
    assert is_oud(Zin(tekst="x", nagekeken_op=datetime.date(2020, 1, 1)), o, VANDAAG)


def test_condition_of_a_sentence_is_said() -> None:
    inhoud = echte_inhoud()
    assert tekst_van(Zin(tekst="Vraag het.", alleen_als="het veilig is"), inhoud["kennis/ace"], inhoud, VANDAAG) == "Vraag het. (alleen het veilig is)"
