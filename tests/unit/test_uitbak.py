"""The outbox: a message that arrives twice gets the answer that was given.

Seen to fail: with a second answer to one message raising instead of being dropped.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanaal.uitbak import Uitbak
from logboek.databank import engine_voor, migreer

ANTWOORD = [{"text": "dag “u” é"}, {"custom": {"onderwerp": "gesprek/begroeting", "bronnen": []}}]


@pytest.fixture
def uitbak(tmp_path: Path) -> Iterator[Uitbak]:
    url = f"sqlite:///{tmp_path / 'proef.db'}"
    migreer(url)
    yield Uitbak(engine_voor(url))
    engine_voor(url).dispose()


def test_an_answer_is_kept_whole(uitbak: Uitbak) -> None:
    uitbak.bewaar("g1", "b1", "hallo", ANTWOORD)
    assert uitbak.haal("g1", "b1") == ANTWOORD
    assert uitbak.haal("g1", "b2") is None
    assert uitbak.haal("g2", "b1") is None


def test_the_first_answer_stays(uitbak: Uitbak) -> None:
    uitbak.bewaar("g1", "b1", "hallo", ANTWOORD)
    uitbak.bewaar("g1", "b1", "hallo", [{"text": "iets anders"}])
    assert uitbak.haal("g1", "b1") == ANTWOORD
    assert len(uitbak.beurten("g1")) == 1


def test_the_talk_comes_back_in_order(uitbak: Uitbak) -> None:
    for n in range(250):
        uitbak.bewaar("g1", f"b{n}", f"bericht {n}", ANTWOORD)
    uitbak.bewaar("g2", "b0", "een ander", ANTWOORD)
    teksten = [b["tekst"] for b in uitbak.beurten("g1")]
    assert teksten == [f"bericht {n}" for n in range(50, 250)], "the last 200, oldest first"
    assert uitbak.beurten("g3") == []


def test_wiping_takes_one_talk_only(uitbak: Uitbak) -> None:
    uitbak.bewaar("g1", "b1", "hallo", ANTWOORD)
    uitbak.bewaar("g2", "b1", "hallo", ANTWOORD)
    uitbak.wis("g1")
    assert uitbak.beurten("g1") == []
    assert len(uitbak.beurten("g2")) == 1


def test_retention(uitbak: Uitbak) -> None:
    uitbak.bewaar("g1", "b1", "hallo", ANTWOORD)
    nu = datetime.datetime.now(datetime.timezone.utc)
    assert uitbak.ruim_op(nu - datetime.timedelta(days=1)) == 0
    assert uitbak.ruim_op(nu + datetime.timedelta(days=1)) == 1
    assert uitbak.beurten("g1") == []
