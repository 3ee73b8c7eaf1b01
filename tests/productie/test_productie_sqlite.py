"""Backup and restore of an installation on SQLite, beside a writer.

Seen to fail: with a plain copy of the file, which misses what still stands in the journal.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from instellingen import Instellingen
from kanaal.reservekopie import herstel, maak
from kindreflex.stand import Gebeurtenis
from logboek.databank import engine_voor, migreer
from logboek.logboek import SqlLogboek

KLAAR = [Gebeurtenis("stap_1", "open", "klaar")]


def test_what_was_stored_comes_back(tmp_path: Path) -> None:
    s = Instellingen(map_var=tmp_path / "var")
    migreer(s.databank_url)
    logboek = SqlLogboek(engine_voor(s.databank_url))
    logboek.schrijf("g1", "b1", KLAAR, "v1")
    (kopie,) = maak(s, tmp_path / "kopie")
    assert kopie.stat().st_mode & 0o077 == 0
    logboek.schrijf("g2", "b1", KLAAR, "v1")
    logboek.wis("g1")
    assert herstel(s, tmp_path / "kopie") == [tmp_path / "var" / "kindreflex.db"]
    assert logboek.lees("g1") == KLAAR
    assert not logboek.lees("g2")
    engine_voor(s.databank_url).dispose()


def test_nothing_to_restore(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        herstel(Instellingen(map_var=tmp_path), tmp_path / "leeg")
