"""A talk over the whole production layout, and what keeps its parts together.

Seen to fail: with the hash of nginx on the address, and without the lock store together with
the conflict clause of the log.
"""

from __future__ import annotations

import threading
import time
import uuid
from typing import Any

import pytest
import requests
import sqlalchemy as sa
from last import GEVAAR, Prater, pseudoniem, stand

pytestmark = pytest.mark.server


def test_a_talk_stays_with_one_process(opstelling: Any) -> None:
    """By the id in the body and by the one in the header; and many talks are spread."""
    poorten = opstelling.rasa_poorten()
    bediend = set()
    for _ in range(12):
        prater = Prater(opstelling.url)
        voor = [opstelling.cijfer(p, "kindreflex_http_total") for p in poorten]
        for tekst in ("stap 1 is gedaan", "stap 2 is gedaan"):
            uit = prater.zeg(tekst)
        prater.gesprek()
        na = [opstelling.cijfer(p, "kindreflex_http_total") for p in poorten]
        # Asking for the figures is an answer too.
        erbij = [n - v - 1 for v, n in zip(voor, na, strict=True)]
        assert sorted(erbij) == [0, 3], "one process answered all three"
        assert stand(uit)["stappen"]["1"] == stand(uit)["stappen"]["2"] == "klaar"
        bediend.add(erbij.index(3))
        if len(bediend) == 2:
            break
    assert bediend == {0, 1}


def test_a_talk_that_reaches_both_processes(opstelling: Any) -> None:
    """Without the proxy: the state is the same, and nothing is done twice."""
    een, twee = (Prater(f"http://127.0.0.1:{p}") for p in opstelling.rasa_poorten())
    twee.sender = een.sender
    een.zeg("stap 1 is gedaan")
    assert stand(twee.zeg("stap 2 is gedaan"))["stappen"]["1"] == "klaar"
    # The same message at both at once, ten times.
    knoppen = een.knoppen()
    for wat in ["klaar", "heropen"] * 5:
        bericht = uuid.uuid4().hex
        draden = [threading.Thread(target=p.zeg, args=(knoppen["3"][wat], bericht)) for p in (een, twee)]
        for d in draden:
            d.start()
        for d in draden:
            d.join()
    rijen = opstelling.rijen(
        "SELECT veld, oud, nieuw FROM wijziging WHERE gesprek = :g ORDER BY id", g=pseudoniem(opstelling, een.sender)
    )
    assert [tuple(r) for r in rijen] == [
        ("stap_1", "open", "klaar"), ("stap_2", "open", "klaar"),
        *[("stap_3", "open", "klaar"), ("stap_3", "klaar", "open")] * 5,
    ]  # fmt: skip


def test_two_messages_at_both_processes_at_once(opstelling: Any) -> None:
    """Redis lets the second wait; not by whole seconds."""
    een, twee = (Prater(f"http://127.0.0.1:{p}") for p in opstelling.rasa_poorten())
    twee.sender = een.sender
    knoppen = een.knoppen()
    begin = time.monotonic()
    draden = [threading.Thread(target=p.zeg, args=(knoppen[n]["klaar"],)) for p, n in ((een, "1"), (twee, "2"))]
    for d in draden:
        d.start()
    for d in draden:
        d.join()
    print(f"two at once: {time.monotonic() - begin:.2f} s")
    stappen = stand(een.zeg("waar sta ik"))["stappen"]
    assert stappen["1"] == stappen["2"] == "klaar"


def test_the_log_is_idempotent(opstelling: Any) -> None:
    prater = Prater(opstelling.url)
    bericht = uuid.uuid4().hex
    een, twee = prater.zeg("stap 1 en 2 zijn gedaan", bericht), prater.zeg("stap 1 en 2 zijn gedaan", bericht)
    assert stand(een) == stand(twee)
    wie = pseudoniem(opstelling, prater.sender)
    # Also when the outbox has lost the answer, as after a kill between log and outbox.
    opstelling.rijen("DELETE FROM uitbak WHERE gesprek = :g", g=wie)
    assert stand(prater.zeg("stap 1 en 2 zijn gedaan", bericht)) == stand(een)
    assert len(opstelling.rijen("SELECT 1 FROM wijziging WHERE gesprek = :g", g=wie)) == 2


def test_version_travels_with_answer_and_log(opstelling: Any) -> None:
    prater = Prater(opstelling.url)
    uit = prater.zeg("stap 1 is gedaan")
    versie = next(b["custom"]["versie"] for b in uit if "custom" in b)
    assert opstelling.rijen("SELECT versie FROM wijziging WHERE gesprek = :g", g=pseudoniem(opstelling, prater.sender)) == [(versie,)]


def test_schema(opstelling: Any) -> None:
    """Both sets of migrations ran, and a turn's query is served by the index."""
    kijk = sa.inspect(opstelling.engine)
    assert {"wijziging", "uitbak", "events", "alembic_version", "alembic_gesprekken"} <= set(kijk.get_table_names())
    assert ["sender_id", "id"] in [i["column_names"] for i in kijk.get_indexes("events")]
    opstelling.rijen("INSERT INTO events (sender_id, type_name, timestamp, data) SELECT 'x' || i % 500, 'slot', 0, '{}' FROM generate_series(1, 20000) i")
    opstelling.rijen("ANALYZE events")
    plan = "\n".join(r[0] for r in opstelling.rijen("EXPLAIN SELECT id FROM events WHERE sender_id = 'x7' ORDER BY id DESC LIMIT 40"))
    opstelling.rijen("DELETE FROM events WHERE sender_id LIKE 'x%'")
    assert "ix_events_gesprek" in plan, plan


def test_health_and_figures(opstelling: Any) -> None:
    Prater(opstelling.url).zeg(GEVAAR)
    Prater(opstelling.url).zeg("blorp kwak zzz")
    for poort in opstelling.rasa_poorten():
        basis = f"http://127.0.0.1:{poort}"
        assert requests.get(f"{basis}/gezond/leeft", timeout=5).ok
        assert requests.get(f"{basis}/gezond/klaar", timeout=5).json() == {"model": True, "databank": True, "acties": True}
        assert opstelling.cijfer(poort, "kindreflex_bezig") == 0
    som = {
        naam: sum(opstelling.cijfer(p, naam) for p in opstelling.rasa_poorten())
        for naam in ("kindreflex_beurten_total", "kindreflex_acuut_total", "kindreflex_beurt_seconden_count")
    }
    assert all(som.values()), som
    assert som["kindreflex_beurten_total"] == som["kindreflex_beurt_seconden_count"]
    assert requests.get(f"{opstelling.url}/metrics", timeout=5).status_code == 404
    assert requests.get(f"{opstelling.url}/gezond/proxy", timeout=5).ok


def test_log_lines_have_an_id_and_no_text(opstelling: Any) -> None:
    prater = Prater(opstelling.url)
    prater.zeg("een kanarie genaamd Xylofoontje zingt")
    requests.get(f"{opstelling.url}/kanarie-xylofoontje", timeout=5)
    uitvoer = opstelling.uitvoer()
    assert '"verzoek": "' in uitvoer
    assert '"route": "webhooks/rest/webhook"' in uitvoer
    assert "xylofoontje" not in uitvoer.lower()
    assert prater.sender not in uitvoer
    assert pseudoniem(opstelling, prater.sender) not in uitvoer


def test_deletion(opstelling: Any) -> None:
    prater = Prater(opstelling.url)
    prater.zeg("stap 1 is gedaan")
    wie = pseudoniem(opstelling, prater.sender)
    tellen = "SELECT (SELECT count(*) FROM wijziging WHERE gesprek = :g), (SELECT count(*) FROM uitbak WHERE gesprek = :g), (SELECT count(*) FROM events WHERE sender_id = :g)"
    assert all(opstelling.rijen(tellen, g=wie)[0])
    kop = {"Authorization": f"Bearer {prater.sender}"}
    assert requests.delete(f"{prater.basis}/sessie", headers=kop, timeout=10).ok
    assert tuple(opstelling.rijen(tellen, g=wie)[0]) == (0, 0, 0)


def test_retention(opstelling: Any) -> None:
    oud, jong = Prater(opstelling.url), Prater(opstelling.url)
    for prater in (oud, jong):
        prater.zeg("stap 1 is gedaan")
    wie = pseudoniem(opstelling, oud.sender)
    for sql in (
        "UPDATE wijziging SET tijd = now() - interval '31 days' WHERE gesprek = :g",
        "UPDATE uitbak SET tijd = now() - interval '31 days' WHERE gesprek = :g",
        "UPDATE events SET timestamp = extract(epoch FROM now() - interval '31 days') WHERE sender_id = :g",
    ):
        opstelling.rijen(sql, g=wie)
    assert "rijen verwijderd" in opstelling.python("kanaal.opruimen")
    for tabel, kolom in (("wijziging", "gesprek"), ("uitbak", "gesprek"), ("events", "sender_id")):
        over = {r[0] for r in opstelling.rijen(f"SELECT DISTINCT {kolom} FROM {tabel}")}
        assert wie not in over
        assert pseudoniem(opstelling, jong.sender) in over


def test_backup_and_restore(opstelling: Any) -> None:
    """What was stored comes back whole, and the talk goes on where it was."""
    prater = Prater(opstelling.url)
    prater.zeg("stap 1 is gedaan")
    map_ = opstelling.map / "kopie"
    opstelling.python("kanaal.reservekopie", "maak", str(map_))
    assert (map_ / "kindreflex.sql").stat().st_mode & 0o077 == 0
    prater.zeg("stap 2 is gedaan")
    opstelling.python("kanaal.reservekopie", "herstel", str(map_))
    stappen = stand(prater.zeg("waar sta ik"))["stappen"]
    assert (stappen["1"], stappen["2"]) == ("klaar", "open")
    assert stand(prater.zeg("stap 3 is gedaan"))["stappen"]["3"] == "klaar", "the numbering of the rows goes on"
