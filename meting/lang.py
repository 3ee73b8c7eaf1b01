"""The long run: many clients for minutes, each checking that the state it is shown is its own."""

from __future__ import annotations

import asyncio
import random
import time
from typing import Any

import aiohttp

from meting.klant import kwantiel, verbinding
from meting.proces import Bot

_PRAAT = (
    "wat zeg ik als een ouder zegt dat ze te jong zijn", "geef eens vragen voor een kleuter", "waar sta ik",
    "wat is de volgende stap", "mag ik het vk anoniem bellen", "wat betekent kopp",
)  # fmt: skip
_DENKTIJD = 2.0
_WARM = 0.2
"""The first part of the run does not count for the memory slope: caches fill."""


class Klant:
    """Marks and unmarks steps at random; the state in every answer has to be exactly what it marked."""

    def __init__(self, sessie: aiohttp.ClientSession, bot: Bot, nummer: int) -> None:
        self._sessie, self._bot, self._dobbel = sessie, bot, random.Random(nummer)
        self._stappen = {str(n): "open" for n in range(1, 7)}
        self.tijden: list[float] = []
        self.fouten = self.verwisseld = self.verloren = 0

    async def loop(self, einde: float) -> None:
        async with self._sessie.post(f"{self._bot.url}/sessie", json={}) as antwoord:
            sender = (await antwoord.json())["sender"]
        while time.monotonic() < einde:
            await asyncio.sleep(self._dobbel.expovariate(1 / _DENKTIJD))
            tekst, straks = self._zin()
            begin = time.perf_counter()
            try:
                async with self._sessie.post(f"{self._bot.url}/webhook", json={"sender": sender, "message": tekst}) as r:
                    r.raise_for_status()
                    self._toets(await r.json(), straks)
            except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
                self.fouten += 1
                continue
            self.tijden.append(time.perf_counter() - begin)

    def _zin(self) -> tuple[str, dict[str, str]]:
        if self._dobbel.random() < 0.5:
            return self._dobbel.choice(_PRAAT), self._stappen
        stap = self._dobbel.choice("123456")
        return f"stap {stap} is gebeurd", {**self._stappen, stap: "gebeurd"}

    def _toets(self, berichten: list[dict[str, Any]], straks: dict[str, str]) -> None:
        gezien = next((b["custom"]["stand"]["stappen"] for b in berichten if "custom" in b), None)
        if gezien is None:
            raise ValueError("no state in the answer")
        gedaan = {n for n, w in gezien.items() if w != "open"}
        verwacht = {n for n, w in straks.items() if w != "open"}
        self.verwisseld += bool(gedaan - verwacht)
        self.verloren += bool(verwacht - gedaan)
        self._stappen = {n: "gebeurd" if n in verwacht else "open" for n in straks}


async def lange_proef(bot: Bot, klanten: int, seconden: float) -> dict[str, Any]:
    """Turns, errors, mixed-up and lost states, and how the resident memory went."""
    geheugen: list[tuple[float, float]] = []
    async with verbinding(klanten) as sessie:
        begin = time.monotonic()
        allen = [Klant(sessie, bot, n) for n in range(klanten)]

        async def weeg() -> None:
            while time.monotonic() < begin + seconden:
                geheugen.append((time.monotonic() - begin, bot.geheugen().rss))
                await asyncio.sleep(seconden / 60)

        await asyncio.gather(weeg(), *(k.loop(begin + seconden) for k in allen))
    tijden = [t for k in allen for t in k.tijden]
    warm = [(t, mb) for t, mb in geheugen if t > _WARM * seconden]
    return {
        "clients": klanten, "seconds": seconden, "turns": len(tijden), "per_s": len(tijden) / seconden,
        "p50": 1000 * kwantiel(tijden, 0.5), "p95": 1000 * kwantiel(tijden, 0.95),
        "errors": sum(k.fouten for k in allen), "mixed_up": sum(k.verwisseld for k in allen),
        "lost": sum(k.verloren for k in allen), "memory_start": warm[0][1], "memory_end": warm[-1][1],
        "memory_mb_per_minute": 60 * helling(warm),
    }  # fmt: skip


def helling(punten: list[tuple[float, float]]) -> float:
    """The slope of the straight line through the points (least squares)."""
    n = len(punten)
    x, y = sum(p[0] for p in punten) / n, sum(p[1] for p in punten) / n
    breedte = sum((p[0] - x) ** 2 for p in punten)
    return sum((p[0] - x) * (p[1] - y) for p in punten) / breedte if breedte else 0.0
