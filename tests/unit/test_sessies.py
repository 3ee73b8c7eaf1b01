"""Session ids: only what this server issued, and not for ever.

Seen to fail: with the age left out, and with itsdangerous' own `max_age` (the clock that was put back).
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanaal.sessies import OngeldigeSessie, Sessies

SLEUTEL = "x" * 40


@pytest.fixture
def sessies() -> Sessies:
    return Sessies(SLEUTEL, 3600)


def test_an_issued_id_is_known(sessies: Sessies) -> None:
    sender = sessies.nieuw()
    assert sessies.gesprek(sender) == sessies.gesprek(sender)
    assert Sessies(SLEUTEL, 3600).gesprek(sender) == sessies.gesprek(sender), "a restart keeps the talks"


def test_ids_differ_and_are_long(sessies: Sessies) -> None:
    ids = {sessies.nieuw() for _ in range(200)}
    assert len(ids) == len({sessies.gesprek(i) for i in ids}) == 200
    assert all(len(i.split(".")[0]) >= 22 for i in ids), "128 bits in base64"


def test_the_pseudonym_does_not_give_the_id_away(sessies: Sessies) -> None:
    sender = sessies.nieuw()
    naam = sessies.gesprek(sender)
    assert sender.split(".")[0] not in naam
    assert naam.isalnum()
    assert len(naam) <= 64, "it has to fit the column of the step log"


@pytest.mark.parametrize("plek", [0, 5, -1, -20])
def test_a_changed_id_is_refused(plek: int, sessies: Sessies) -> None:
    tekens = list(sessies.nieuw())
    # "Q" and not "B": the last two bits of the last sign of base64 say nothing.
    tekens[plek] = "A" if tekens[plek] != "A" else "Q"
    with pytest.raises(OngeldigeSessie):
        sessies.gesprek("".join(tekens))


def test_an_id_of_another_server_is_refused(sessies: Sessies) -> None:
    with pytest.raises(OngeldigeSessie):
        sessies.gesprek(Sessies("y" * 40, 3600).nieuw())


def test_an_expired_id_is_refused() -> None:
    sessies = Sessies(SLEUTEL, 1)
    sender = sessies.nieuw()
    assert sessies.gesprek(sender)
    time.sleep(2.1)  # the signer counts whole seconds
    with pytest.raises(OngeldigeSessie):
        sessies.gesprek(sender)


def test_a_clock_that_was_put_back_refuses_nobody(sessies: Sessies, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor a process whose clock is behind the one that issued it."""
    nu = time.time()
    monkeypatch.setattr(time, "time", lambda: nu + 86_400)
    sender = sessies.nieuw()
    monkeypatch.setattr(time, "time", lambda: nu)
    assert sessies.gesprek(sender)


@given(st.one_of(st.none(), st.integers(), st.lists(st.text()), st.text(max_size=300), st.dictionaries(st.text(), st.text()), st.just("\ud800" * 20)))
def test_anything_else_is_refused(sender: object) -> None:
    with pytest.raises(OngeldigeSessie):
        Sessies(SLEUTEL, 3600).gesprek(sender)


def test_a_very_long_id_is_refused_unread(sessies: Sessies) -> None:
    with pytest.raises(OngeldigeSessie):
        sessies.gesprek(sessies.nieuw() + "A" * 1_000_000)
