"""The case state is the fold of its events, whatever was reported in whatever order.

Seen to fail: with `meld_stap_niet_klaar` always going back to "open", and with `casus` ignored.
"""

from __future__ import annotations

import dataclasses

import pytest
from gereedschap import events_van, loop, stapnummers, wandeling
from hypothesis import given
from hypothesis import strategies as st

from kindreflex import stand as s
from kindreflex.stand import Gebeurtenis, Stand, pas_toe, stand_van


def model(meldingen: list[tuple]) -> dict:
    """The same history kept by other means: one mutable dict, no events."""
    leeg = {"klaar": set(), "gedaan": set(), "acuut": "nee"} | dict.fromkeys(s.OORDELEN, "onbekend")
    m = {**leeg, "klaar": set(), "gedaan": set(), "sector": ""}
    for soort, *rest in meldingen:
        if soort == "klaar":
            m["klaar"].add(rest[0])
        elif soort == "niet_klaar" and rest[0] in m["klaar"]:
            m["klaar"].discard(rest[0])
        elif soort == "niet_klaar":
            m["gedaan"] = {a for a in m["gedaan"] if a[0] != rest[0]}
        elif soort == "actie":
            m["gedaan"].add(tuple(rest))
        elif soort == "actie_weg":
            m["gedaan"].discard(tuple(rest))
        elif soort == "oordeel":
            m[rest[0]] = rest[1]
        elif soort in ("acuut", "sector"):
            m[soort] = rest[0]
        elif soort == "casus":
            m = {**leeg, "klaar": set(), "gedaan": set(), "sector": m["sector"]}
    return m


@given(wandeling)
def test_state_is_what_was_reported(meldingen: list[tuple]) -> None:
    stand, m = loop(meldingen), model(meldingen)
    for n in s.STAPPEN:
        bezig = "bezig" if any(a[0] == n for a in m["gedaan"]) else "open"
        assert stand.stap(n) == ("klaar" if n in m["klaar"] else bezig)
    assert stand.acties == m["gedaan"]
    assert all(stand.oordeel(veld) == m[veld] for veld in s.OORDELEN)
    assert (stand.acuut, stand.sector) == (m["acuut"], m["sector"])


@given(wandeling)
def test_fold_of_all_events_is_the_state(meldingen: list[tuple]) -> None:
    """Nothing but the log is needed: replayed from the start it gives the same state."""
    stand, log = Stand(), []
    for wat in meldingen:
        nieuw = events_van(stand, wat)
        log += nieuw
        stand = stand_van(nieuw, stand)
    assert stand_van(log) == stand


@given(wandeling)
def test_every_event_is_a_change_and_says_what_was(meldingen: list[tuple]) -> None:
    stand = Stand()
    for wat in meldingen:
        for g in events_van(stand, wat):
            voor, stand = stand, pas_toe(stand, g)
            assert stand != voor
            if g.veld.startswith("stap_"):
                assert g.oud == voor.stap(int(g.veld[5:]))
            elif g.veld in (*s.OORDELEN, "acuut", "sector"):
                assert g.oud == getattr(voor, g.veld)


@given(wandeling, stapnummers)
def test_a_repeal_restores(meldingen: list[tuple], nummer: int) -> None:
    voor = loop(meldingen)
    klaar = stand_van(s.meld_stap_klaar(voor, nummer), voor)
    terug = stand_van(s.meld_stap_niet_klaar(klaar, nummer), klaar)
    if not voor.klaar(nummer):
        assert terug == voor
    assert not terug.klaar(nummer)


@given(wandeling, stapnummers, st.sampled_from(("aankondigen", "nieuw_ding")))
def test_unticking_restores(meldingen: list[tuple], nummer: int, actie: str) -> None:
    voor = loop(meldingen)
    if (nummer, actie) in voor.acties:
        return
    gedaan = stand_van(s.meld_actie(voor, nummer, actie), voor)
    assert (nummer, actie) in gedaan.acties
    assert stand_van(s.herroep_actie(gedaan, nummer, actie), gedaan) == voor


@given(wandeling)
def test_next_client_starts_empty(meldingen: list[tuple]) -> None:
    """Only the sector goes along: it is the professional's, not the client's."""
    stand = loop(meldingen)
    leeg = stand_van(s.nieuwe_casus(stand), stand)
    assert leeg == Stand(sector=stand.sector)
    assert s.nieuwe_casus(leeg) == ()


@given(wandeling)
def test_the_same_report_twice_changes_nothing_more(meldingen: list[tuple]) -> None:
    stand = Stand()
    for wat in meldingen:
        stand = stand_van(events_van(stand, wat), stand)
        if wat[0] != "niet_klaar":  # a second repeal clears the actions of the step
            assert events_van(stand, wat) == ()


@given(wandeling)
def test_later_answer_replaces_earlier(meldingen: list[tuple]) -> None:
    laatste = {m[1]: m[2] for m in meldingen if m[0] == "oordeel"}
    if ("casus",) not in meldingen:
        assert all(loop(meldingen).oordeel(veld) == waarde for veld, waarde in laatste.items())


@pytest.mark.parametrize(
    "gebeurtenis",
    [
        Gebeurtenis("stap_7", "open", "klaar"), Gebeurtenis("stap_0", "open", "klaar"),
        Gebeurtenis("stap_1", "open", "misschien"), Gebeurtenis("stap_x", "open", "klaar"),
        Gebeurtenis("pluis", "onbekend", "wel"), Gebeurtenis("acuut", "nee", "onbekend"),
        Gebeurtenis("actie_9_x", "nee", "ja"), Gebeurtenis("naam", "", "Jan"),
    ],
    ids=lambda g: f"{g.veld}={g.nieuw}",
)  # fmt: skip
def test_unknown_events_are_refused(gebeurtenis: Gebeurtenis) -> None:
    with pytest.raises(ValueError, match=r"."):
        pas_toe(Stand(), gebeurtenis)


def test_state_cannot_be_changed_in_place() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Stand().pluis = "ja"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        Gebeurtenis("pluis", "onbekend", "ja").nieuw = "nee"  # type: ignore[misc]
