"""How often somebody may ask, and what remembering that costs."""

from __future__ import annotations

import asyncio
import gc
import time

from kanaal.grenzen import Snelheid


def test_so_many_a_minute_each() -> None:
    async def doe() -> list[bool]:
        snelheid = Snelheid(per_sessie=3, per_adres=0)
        zelfde = [await snelheid.mag("sessie", "a") for _ in range(5)]
        ander = await snelheid.mag("sessie", "b")
        adres = all([await snelheid.mag("adres", "1.2.3.4") for _ in range(50)])
        return [*zelfde, ander, adres]

    assert asyncio.run(doe()) == [True, True, True, False, False, True, True]


def test_a_minute_later_it_may_again() -> None:
    async def doe() -> list[bool]:
        snelheid = Snelheid(per_sessie=1, per_adres=0)
        uit = [await snelheid.mag("sessie", "a") for _ in range(2)]
        for sleutel in snelheid._opslag.expirations:
            snelheid._opslag.expirations[sleutel] = time.time() - 1
        return [*uit, await snelheid.mag("sessie", "a")]

    assert asyncio.run(doe()) == [True, False, True]


def test_a_request_leaves_a_count_and_nothing_that_grows() -> None:
    """A list of all requests of a minute is gone through at every new one."""

    async def bewaard(verzoeken: int) -> int:
        snelheid = Snelheid(per_sessie=100_000, per_adres=100_000)
        gc.collect()
        begin = len(gc.get_objects())
        for _ in range(verzoeken):
            await snelheid.mag("sessie", "a")
            await snelheid.mag("adres", "1.2.3.4")
        gc.collect()
        return len(gc.get_objects()) - begin

    assert asyncio.run(bewaard(2_000)) <= asyncio.run(bewaard(20)) + 50
