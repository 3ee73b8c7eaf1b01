"""Many at once: both answered, in order, nobody gets another's answer."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

pytestmark = pytest.mark.server


def _beurten(g: Any) -> list[str]:
    uit = requests.get(f"{g.basis}/gesprek", headers={"Authorization": f"Bearer {g.sender}"}, timeout=30).json()
    return [b["tekst"] for b in uit["beurten"]]


def test_two_messages_of_one_session_at_once(server: Any) -> None:
    alleen = []
    for _ in range(5):
        begin = time.perf_counter()
        server.gesprek().zeg("stap 1 is klaar")
        alleen.append(time.perf_counter() - begin)
    samen = []
    for _ in range(5):
        g = server.gesprek()
        begin = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            een = pool.submit(requests.post, f"{g.basis}/webhook", json={"sender": g.sender, "message": "stap 1 is klaar"}, timeout=60)
            time.sleep(0.02)  # so that there is an order
            twee = pool.submit(requests.post, f"{g.basis}/webhook", json={"sender": g.sender, "message": "stap 2 is klaar"}, timeout=60)
        samen.append(time.perf_counter() - begin)
        standen = [next(b["custom"]["stand"] for b in t.result().json() if "custom" in b)["stappen"] for t in (een, twee)]
        assert (standen[0]["1"], standen[0]["2"]) == ("klaar", "open")
        assert (standen[1]["1"], standen[1]["2"]) == ("klaar", "klaar")
        assert _beurten(g) == ["stap 1 is klaar", "stap 2 is klaar"]
    een_, twee_ = statistics.median(alleen), statistics.median(samen)
    print(f"\none turn {een_ * 1000:.0f} ms, two at once {twee_ * 1000:.0f} ms")
    assert twee_ < 2 * een_ + 0.7, "Rasa's own lock would wait a whole second"


def test_twenty_sessions_at_once(server: Any) -> None:
    def praat(i: int) -> tuple[Any, list[dict[str, Any]]]:
        g = server.gesprek()
        n = i % 6 + 1
        return g, [g.zeg(f"stap {n} is klaar"), g.zeg("ja, er zijn kinderen" if i % 2 else "hallo"), g.zeg("wat is de volgende stap")]

    with ThreadPoolExecutor(20) as pool:
        for i, (g, delen) in enumerate(pool.map(praat, range(20))):
            n = str(i % 6 + 1)
            for deel in delen:
                assert {k for k, v in deel["stand"]["stappen"].items() if v == "klaar"} == {n}, i
            assert len(_beurten(g)) == 3


def test_the_same_message_twice_at_once_is_told_once(server: Any) -> None:
    g = server.gesprek()
    lichaam = {"sender": g.sender, "message": "stap 3 is klaar", "bericht_id": "a" * 32}
    with ThreadPoolExecutor(4) as pool:
        uit = [f.result().json() for f in [pool.submit(requests.post, f"{g.basis}/webhook", json=lichaam, timeout=60) for _ in range(4)]]
    assert all(u == uit[0] for u in uit)
    assert _beurten(g) == ["stap 3 is klaar"]
