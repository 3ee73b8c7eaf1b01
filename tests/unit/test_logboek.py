"""The step log in a real SQLite file, made by its migrations.

Seen to fail: without `on_conflict_do_nothing`, and ordered by field instead of by id.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from gereedschap import WORTEL, events_van, loop, wandeling
from hypothesis import HealthCheck, given, settings

from kindreflex.stand import Gebeurtenis, Stand, stand_van
from logboek.databank import engine_voor, migreer
from logboek.logboek import SqlLogboek
from logboek.tabellen import metadata

A = Gebeurtenis("stap_1", "open", "klaar")
B = Gebeurtenis("pluis", "onbekend", "nee")
C = Gebeurtenis("pluis", "nee", "ja")


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    uit = f"sqlite:///{tmp_path / 'map' / 'proef.db'}"
    migreer(uit)
    yield uit
    engine_voor(uit).dispose()


@pytest.fixture
def logboek(url: str) -> SqlLogboek:
    return SqlLogboek(engine_voor(url))


def test_what_is_written_is_read_in_order(logboek: SqlLogboek) -> None:
    logboek.schrijf("g1", "b1", [A, B], "v1")
    logboek.schrijf("g1", "b2", [C], "v1")
    assert logboek.lees("g1") == [A, B, C]
    assert logboek.lees("g2") == []


def test_a_retried_action_adds_no_row(logboek: SqlLogboek) -> None:
    for _ in range(3):
        logboek.schrijf("g1", "b1", [A, B], "v1")
    assert len(list(logboek.regels())) == 2
    logboek.schrijf("g2", "b1", [A], "v1")
    assert len(list(logboek.regels())) == 3, "the same message id in another talk is another message"


def test_nothing_changed_is_no_row(logboek: SqlLogboek) -> None:
    logboek.schrijf("g1", "b1", [], "v1")
    assert list(logboek.regels()) == []


def test_a_turn_can_be_left_out(logboek: SqlLogboek) -> None:
    """A turn that is told again starts from the state before it."""
    logboek.schrijf("g1", "b1", [A], "v1")
    logboek.schrijf("g1", "b2", [B], "v1")
    assert logboek.lees("g1", zonder_bericht="b2") == [A]
    assert logboek.lees("g1", zonder_bericht="b1") == [B]
    assert logboek.lees("g1", zonder_bericht="b3") == [A, B]


def test_wiping_takes_one_talk_only(logboek: SqlLogboek) -> None:
    logboek.schrijf("g1", "b1", [A, B], "v1")
    logboek.schrijf("g2", "b1", [A], "v1")
    logboek.wis("g1")
    assert logboek.lees("g1") == []
    assert logboek.lees("g2") == [A]


def test_retention_counts_from_the_last_change(logboek: SqlLogboek, url: str) -> None:
    logboek.schrijf("oud", "b1", [A, B], "v1")
    logboek.schrijf("levend", "b1", [A], "v1")
    logboek.schrijf("levend", "b2", [B], "v1")
    nu = datetime.datetime.now(datetime.timezone.utc)
    with engine_voor(url).begin() as db:
        lang = nu - datetime.timedelta(days=40)
        db.execute(sa.text("UPDATE wijziging SET tijd = :t WHERE gesprek = 'oud' OR bericht = 'b1'"), {"t": lang.replace(tzinfo=None).isoformat(" ")})
    assert logboek.ruim_op(nu - datetime.timedelta(days=30)) == 2
    assert logboek.lees("oud") == []
    assert logboek.lees("levend") == [A, B], "a talk goes as a whole or not at all"
    assert logboek.ruim_op(nu - datetime.timedelta(days=30)) == 0


def test_rows_tell_what_changed_and_nothing_of_what_was_typed(logboek: SqlLogboek) -> None:
    logboek.schrijf("g1", "b1", [B], "v1")
    (rij,) = logboek.regels()
    assert set(rij) == {"gesprek", "veld", "oud", "nieuw", "tijd", "versie"}
    assert (rij["veld"], rij["oud"], rij["nieuw"]) == ("pluis", "onbekend", "nee")
    tijd = datetime.datetime.fromisoformat(rij["tijd"])
    assert tijd.utcoffset() == datetime.timedelta(0)
    assert abs(tijd - datetime.datetime.now(datetime.timezone.utc)) < datetime.timedelta(minutes=1)


def test_the_table_has_no_room_for_messages(url: str) -> None:
    kolommen = {k["name"]: k["type"] for k in sa.inspect(engine_voor(url)).get_columns("wijziging")}
    assert set(kolommen) == {"id", "gesprek", "bericht", "volgnummer", "veld", "oud", "nieuw", "tijd", "versie"}
    assert all(k.length <= 64 for k in kolommen.values() if isinstance(k, sa.String))


@given(wandeling)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_comes_back(logboek: SqlLogboek, meldingen: list[tuple]) -> None:
    logboek.wis("g")
    stand = Stand()
    for i, wat in enumerate(meldingen):
        nieuw = events_van(stand, wat)
        logboek.schrijf("g", f"b{i}", nieuw, "v")
        logboek.schrijf("g", f"b{i}", nieuw, "v")
        stand = stand_van(nieuw, stand)
    assert stand_van(logboek.lees("g")) == loop(meldingen)


def test_two_writers_at_once(logboek: SqlLogboek) -> None:
    """WAL and a waiting time: nobody gets "database is locked"."""
    fouten: list[BaseException] = []

    def schrijf(n: int) -> None:
        try:
            for i in range(20):
                logboek.schrijf(f"g{n}", f"b{i}", [A], "v1")
        except BaseException as fout:
            fouten.append(fout)

    draden = [threading.Thread(target=schrijf, args=(n,)) for n in range(4)]
    for d in draden:
        d.start()
    for d in draden:
        d.join()
    assert not fouten
    assert sum(len(logboek.lees(f"g{n}")) for n in range(4)) == 80


def test_sqlite_runs_in_wal_and_overwrites_what_is_deleted(url: str) -> None:
    with engine_voor(url).connect() as db:
        assert db.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert db.execute(sa.text("PRAGMA secure_delete")).scalar() == 1


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(WORTEL / "logboek" / "migraties"))
    config.set_main_option("version_locations", str(WORTEL / "logboek" / "migraties" / "versies"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def test_migrations_give_the_tables_that_the_code_expects(url: str) -> None:
    kijk = sa.inspect(engine_voor(url))
    for tabel in metadata.sorted_tables:
        assert {k["name"] for k in kijk.get_columns(tabel.name)} == {k.name for k in tabel.columns}
        assert {i["name"] for i in kijk.get_indexes(tabel.name)} == {i.name for i in tabel.indexes}
        uniek = {c.name for c in tabel.constraints if isinstance(c, sa.UniqueConstraint)}
        assert {u["name"] for u in kijk.get_unique_constraints(tabel.name)} == uniek
        for kolom in kijk.get_columns(tabel.name):
            assert kolom["nullable"] == tabel.columns[kolom["name"]].nullable, kolom


def test_migrations_down_and_up_again(url: str, logboek: SqlLogboek) -> None:
    logboek.schrijf("g1", "b1", [A], "v1")
    command.downgrade(_config(url), "base")
    assert set(sa.inspect(engine_voor(url)).get_table_names()) <= {"alembic_version"}
    migreer(url)
    assert logboek.lees("g1") == []
    logboek.schrijf("g1", "b1", [A], "v1")
    assert logboek.lees("g1") == [A]


def test_migrating_twice_loses_nothing(url: str, logboek: SqlLogboek) -> None:
    logboek.schrijf("g1", "b1", [A], "v1")
    migreer(url)
    assert logboek.lees("g1") == [A]


def test_downgrade_would_be_seen(url: str) -> None:
    """The gate above can fail: without its tables, the log cannot be read."""
    command.downgrade(_config(url), "base")
    with pytest.raises(sa.exc.OperationalError):
        SqlLogboek(engine_voor(url)).lees("g1")
