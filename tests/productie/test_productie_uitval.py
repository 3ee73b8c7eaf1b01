"""Parts that die or stall in the middle of load, and a rolling change.

Afterwards the log holds exactly what the assistant said that it noted, in that order, and
everybody who was in danger got the numbers. Seen to fail: with the answer "storing" kept in the outbox (nginx killed), with the tracker
store in the event loop (the stall), without `non_idempotent` in nginx (Rasa killed), and with
a failed save that hid a failed reading in the tracker store (PostgreSQL restarted).
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from last import Last, pseudoniem, wacht

pytestmark = pytest.mark.server


def controleer(o: Any, last: Last, alarm: float) -> None:
    """Nothing missing, nothing double; danger answered within `alarm` seconds."""
    assert not last.fouten, last.fouten[:5]
    assert all(last.aanvaard.values()), "every client got through"
    for sender, verwacht in last.aanvaard.items():
        rijen = o.rijen("SELECT veld, nieuw, oud FROM wijziging WHERE gesprek = :g ORDER BY id", g=pseudoniem(o, sender))
        assert [(r[0], r[1]) for r in rijen] == verwacht
        assert all(r[1] != r[2] for r in rijen)
    aantal = sum(map(len, last.aanvaard.values()))
    print(f"{aantal} changes, {last.opnieuw} requests made again; danger: {len(last.alarm)} times, at most {max(last.alarm):.2f} s")
    assert max(last.alarm) < alarm, last.alarm


def test_undisturbed(opstelling: Any) -> None:
    with Last(opstelling.url) as last:
        last.vooruit(6)
    controleer(opstelling, last, 4)
    assert last.opnieuw == 0


def test_action_server_killed(opstelling: Any) -> None:
    with Last(opstelling.url) as last:
        last.vooruit()
        opstelling.kill("acties.1")
        last.vooruit()
    controleer(opstelling, last, 4)


def test_redis_killed(opstelling: Any) -> None:
    with Last(opstelling.url) as last:
        last.vooruit()
        opstelling.kill_redis()
        last.vooruit()
        opstelling.start_redis()
        last.vooruit()
    controleer(opstelling, last, 4)


def test_postgresql_restarted(opstelling: Any) -> None:
    """As after a crash: no connection is closed properly.

    Once while the clients note steps, once while they lift them: from an empty state, which
    is what Rasa makes of one that it cannot read, there is nothing to lift and nothing to log.
    """
    with Last(opstelling.url) as last:
        for aantal in (3, 4):
            last.vooruit(aantal)
            opstelling.pg_ctl("restart", "-m", "immediate")
        last.vooruit()
    controleer(opstelling, last, 6)


def test_disk_full_for_the_step_log(opstelling: Any) -> None:
    """What a full tablespace gives the writer; without room for its journal PostgreSQL stops, as in the test above."""
    vol = "CREATE FUNCTION vol() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"
    with Last(opstelling.url) as last:
        last.vooruit()
        opstelling.rijen(vol)
        opstelling.rijen("CREATE TRIGGER vol BEFORE INSERT ON wijziging EXECUTE FUNCTION vol()")
        try:
            begin = opstelling.rijen("SELECT count(*) FROM wijziging")
            last.vooruit()
            assert opstelling.rijen("SELECT count(*) FROM wijziging") == begin, "the changes waited in the slots"
        finally:
            opstelling.rijen("DROP FUNCTION vol CASCADE")
        last.vooruit()
    controleer(opstelling, last, 4)
    assert last.opnieuw == 0, "no client notices"


def test_postgresql_stalls(opstelling: Any) -> None:
    with Last(opstelling.url) as last:
        last.vooruit()
        voor = len(last.alarm)
        pids = opstelling.pg_pids()
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(10)
        tijdens = len(last.alarm) - voor
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
        last.vooruit()
    assert tijdens >= 2, "danger was answered while the database stood still"
    controleer(opstelling, last, 4)


def test_nginx_killed(opstelling: Any) -> None:
    with Last(opstelling.url) as last:
        last.vooruit()
        opstelling.kill("nginx")
        last.vooruit()
    controleer(opstelling, last, 6)


def test_rasa_told_to_stop(opstelling: Any) -> None:
    """SIGTERM: it finishes its turns and takes no new ones; no client notices."""
    oud = opstelling.pid("rasa.2")
    with Last(opstelling.url) as last:
        last.vooruit()
        os.kill(oud, signal.SIGTERM)
        wacht(lambda: not os.path.exists(f"/proc/{oud}"), "the end of the process", 30)
        last.vooruit()
    controleer(opstelling, last, 6)
    assert last.opnieuw == 0


def test_rasa_killed(opstelling: Any, heel: Callable[[], None]) -> None:
    heel()
    oud = opstelling.pid("rasa.1")
    with Last(opstelling.url) as last:
        last.vooruit()
        opstelling.kill("rasa.1")
        last.vooruit()
    controleer(opstelling, last, 8)
    assert last.opnieuw == 0, "nginx tries the other process by itself"
    wacht(lambda: opstelling.pid("rasa.1") != oud, "a new process", 10)


def test_rolling_change(opstelling: Any) -> None:
    """A new set takes over; no turn is lost, and the old set is gone."""
    oude = opstelling.ploeg()
    oude_pids = [opstelling.pid(n) for n in ("rasa.2", "acties.1", "acties.2")]
    with Last(opstelling.url, aantal=2) as last:
        opstelling.wissel()
        wacht(lambda: "Wissel klaar" in opstelling.uitvoer(), "the change of sets", 240)
        last.vooruit()
    assert opstelling.ploeg() != oude
    assert not [p for p in oude_pids if os.path.exists(f"/proc/{p}")]
    # Two models are loading beside it, on the same cores.
    controleer(opstelling, last, 15)
