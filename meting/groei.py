"""Does a turn grow with the length of the talk, or with what is stored? Both beside a control under the same load."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from meting.klant import Praatje, kwantiel, verbinding
from meting.proces import Bot

_PER_PUNT = 60


async def lang_gesprek(bot: Bot, teksten: Iterator[str], beurten: Sequence[int]) -> list[dict[str, float]]:
    """A long talk beside young ones, in turn: for each length the median of both and their ratio."""
    uit = []
    async with verbinding() as sessie:
        lang = await Praatje.begin(sessie, bot, teksten)
        beurt = 0
        for punt in beurten:
            while beurt < punt - _PER_PUNT:
                await lang.beurt()
                beurt += 1
            oud, jong = [], []
            for i in range(_PER_PUNT):
                if i % 10 == 0:
                    kort = await Praatje.begin(sessie, bot, teksten)
                    await kort.beurt()  # the first turn of a talk also opens it
                oud.append(await lang.beurt())
                jong.append(await kort.beurt())
                beurt += 1
            mediaan = kwantiel(oud, 0.5), kwantiel(jong, 0.5)
            uit.append({"turns": beurt, "ms": 1000 * mediaan[0], "young_ms": 1000 * mediaan[1], "ratio": mediaan[0] / mediaan[1]})
    return uit


async def gevulde_databank(
    bot: Bot, map_: Path, teksten: Iterator[str], aantallen: Sequence[int], controle: Bot, hun_teksten: Iterator[str]
) -> list[dict[str, float]]:
    """Turns in a database of so many conversations; the other bot, whose store is in memory, shows the machine's load."""
    uit: list[dict[str, float]] = []
    async with verbinding() as sessie:
        model = await Praatje.begin(sessie, bot, teksten)
        for tekst in ("stap 1 is gebeurd", "wat zeg ik als een ouder zegt dat ze te jong zijn"):
            await model.beurt(tekst)
        sjabloon = _laatste_gesprek(map_)
        er_zijn = 0
        for aantal in aantallen:
            vul(map_, sjabloon, er_zijn, aantal)
            er_zijn = aantal
            ons, hun = [], []
            for i in range(_PER_PUNT + 20):
                if i % 10 == 0:
                    praatje = await Praatje.begin(sessie, bot, teksten)
                    ander = await Praatje.begin(sessie, controle, hun_teksten)
                duren = await praatje.beurt(), await ander.beurt()
                if i >= 20:  # caches of the larger database
                    ons.append(duren[0])
                    hun.append(duren[1])
            punt = {"stored": aantal, "ms": 1000 * kwantiel(ons, 0.5), "control_ms": 1000 * kwantiel(hun, 0.5)}
            eerste = uit[0] if uit else punt
            punt["ratio"] = punt["ms"] / eerste["ms"]
            punt["ratio_to_control"] = punt["ratio"] / (punt["control_ms"] / eerste["control_ms"])
            uit.append(punt)
    return uit


_TABELLEN = (("gesprekken.db", "events", "sender_id"), ("kindreflex.db", "wijziging", "gesprek"), ("kindreflex.db", "uitbak", "gesprek"))


def _open(map_: Path, bestand: str) -> sqlite3.Connection:
    return sqlite3.connect(map_ / bestand, timeout=60)


def _laatste_gesprek(map_: Path) -> str:
    with _open(map_, "kindreflex.db") as db:
        return str(db.execute("select gesprek from uitbak order by id desc limit 1").fetchone()[0])


def vul(map_: Path, sjabloon: str, er_zijn: int, aantal: int) -> None:
    """Copy one conversation, all its rows, under as many other names as are missing."""
    for bestand, tabel, sleutel in _TABELLEN:
        db = _open(map_, bestand)
        kolommen = [r[1] for r in db.execute(f"pragma table_info({tabel})") if r[1] != "id"]
        waarden = ", ".join("printf('bench%026d', n)" if k == sleutel else f"t.{k}" for k in kolommen)
        with db:
            db.execute(
                f"insert into {tabel} ({', '.join(kolommen)}) "
                f"with recursive teller(n) as (select ? union all select n + 1 from teller where n < ?) "
                f"select {waarden} from teller, (select * from {tabel} where {sleutel} = ?) t",
                (er_zijn + 1, aantal, sjabloon),
            )
        db.close()
