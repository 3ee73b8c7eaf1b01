"""The client: whole turns over HTTP, one at a time or a fixed number of clients at once."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
import yaml

from meting.proces import WORTEL, Bot, Starter


def berichten(bot: Bot) -> Iterator[str]:
    """Messages for a bot. Ours never get the same one twice in a run: vectors are cached by text."""
    dobbel = random.Random(7)
    if isinstance(bot, Starter):
        teksten = _voorbeelden(*bot.map.glob("data/nlu.yml"))
        dobbel.shuffle(teksten)
        return itertools.cycle(teksten)
    with (WORTEL / "tests" / "data" / "nlu_apart.jsonl").open(encoding="utf-8") as f:
        apart = [json.loads(regel) for regel in f]
    # "Wipe everything" would end the talk that is measured.
    apart = [r["text"] for r in apart if r["topic"] != "gesprek/wis_alles"]
    geleerd = [t for t in _voorbeelden(*sorted(WORTEL.glob("data/[!g]*/*.yml"))) if t not in set(apart)]
    dobbel.shuffle(apart)
    dobbel.shuffle(geleerd)
    return itertools.chain(apart, itertools.cycle(geleerd))


def _voorbeelden(*bestanden: Any) -> list[str]:
    uit = []
    for pad in bestanden:
        for blok in yaml.safe_load(pad.read_text(encoding="utf-8")).get("nlu", []):
            uit += [r.removeprefix("- ").strip() for r in blok.get("examples", "").splitlines() if r.strip()]
    return list(dict.fromkeys(uit))


@dataclass
class Praatje:
    """One talk with one bot over a kept-alive connection."""

    sessie: aiohttp.ClientSession
    bot: Bot
    sender: str
    teksten: Iterator[str]

    @classmethod
    async def begin(cls, sessie: aiohttp.ClientSession, bot: Bot, teksten: Iterator[str]) -> Praatje:
        if isinstance(bot, Starter):
            return cls(sessie, bot, bot.sender(), teksten)
        async with sessie.post(f"{bot.url}/sessie", json={}) as antwoord:
            return cls(sessie, bot, (await antwoord.json())["sender"], teksten)

    async def beurt(self, tekst: str = "") -> float:
        """Seconds of one turn; a failed answer raises. The starter's policies may choose to say nothing; ours may not."""
        lichaam = {"sender": self.sender, "message": tekst or next(self.teksten)}
        begin = time.perf_counter()
        async with self.sessie.post(f"{self.bot.url}/webhook", json=lichaam) as antwoord:
            inhoud = await antwoord.read()
        duur = time.perf_counter() - begin
        if antwoord.status != 200 or (len(inhoud) < 3 and not isinstance(self.bot, Starter)):
            raise ValueError(f"{self.bot.naam}: HTTP {antwoord.status}, {len(inhoud)} bytes")
        return duur


def verbinding(klanten: int = 8) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=klanten), timeout=aiohttp.ClientTimeout(total=120)
    )


def kwantiel(tijden: Sequence[float], deel: float) -> float:
    op_rij = sorted(tijden)
    return op_rij[min(len(op_rij) - 1, int(deel * len(op_rij)))]


def samenvatting(tijden: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds."""
    return {f"p{int(100 * d)}": 1000 * kwantiel(tijden, d) for d in (0.5, 0.95, 0.99)} | {"n": len(tijden)}


async def om_beurten(bots: Sequence[Bot], teksten: dict[str, Iterator[str]], rondes: int) -> dict[str, dict[str, float]]:
    """Turns of one client, message by message in turn, a new talk every 20 turns."""
    tijden: dict[str, list[float]] = {b.naam: [] for b in bots}
    async with verbinding() as sessie:
        for bot in bots:  # warm up
            praatje = await Praatje.begin(sessie, bot, teksten[bot.naam])
            for _ in range(10):
                await praatje.beurt()
        cpu = {bot.naam: bot.processortijd() for bot in bots}
        for ronde in range(rondes):
            if ronde % 20 == 0:
                praatjes = [await Praatje.begin(sessie, bot, teksten[bot.naam]) for bot in bots]
            for praatje in praatjes:
                tijden[praatje.bot.naam].append(await praatje.beurt())
        uit = {naam: samenvatting(t) for naam, t in tijden.items()}
        for bot in bots:
            uit[bot.naam]["cpu"] = 1000 * (bot.processortijd() - cpu[bot.naam]) / rondes
    return uit


async def tegelijk(bot: Bot, teksten: Iterator[str], klanten: int, seconden: float) -> dict[str, float]:
    """A fixed number of clients, each with a talk of its own, each waiting for its answer before it asks again."""
    tijden: list[float] = []
    fouten = 0
    async with verbinding(klanten) as sessie:

        async def klant(einde: float) -> None:
            nonlocal fouten
            praatje = await Praatje.begin(sessie, bot, teksten)
            while time.perf_counter() < einde:
                try:
                    tijden.append(await praatje.beurt())
                except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
                    fouten += 1

        begin = time.perf_counter()
        await asyncio.gather(*(klant(begin + seconden) for _ in range(klanten)))
        duur = time.perf_counter() - begin
    return {"per_s": len(tijden) / duur, "errors": fouten} | samenvatting(tijden)
