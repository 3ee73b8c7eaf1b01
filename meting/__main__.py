"""`python -m meting [--kort] [--snel] [--lang] [--schaal]`: the bench. Writes var/bench/meting.json and the docs."""

from __future__ import annotations

import argparse
import asyncio
import importlib.metadata
import json
import os
import platform
import shutil
import time
from pathlib import Path
from typing import Any

from meting import training, verslag
from meting.groei import gevulde_databank, lang_gesprek
from meting.klant import berichten, om_beurten, tegelijk
from meting.lang import lange_proef
from meting.proces import MAP, WORTEL, Assistent, Bot, Starter
from meting.profiel import profiel
from meting.schaal import schaal
from opstart.train import train


def zeg(tekst: str) -> None:
    print(f"→ {tekst}", flush=True)


def _verse_map() -> Path:
    """The assistant's databases for this run."""
    map_ = MAP / "var"
    shutil.rmtree(map_, ignore_errors=True)
    return map_


def _mb(pad: Path) -> float:
    return pad.stat().st_size / 1e6


async def vergelijk(ons: Assistent, hun: Starter, kort: bool) -> dict[str, Any]:
    """Everything that both bots do in turn, and the growth of ours."""
    bots: list[Bot] = [ons, hun]
    teksten = {b.naam: berichten(b) for b in bots}
    uit: dict[str, Any] = {}
    zeg("one client, in turn")
    uit["one_client"] = await om_beurten(bots, teksten, 100 if kort else 300)
    uit["clients"] = {}
    for n in (1, 4, 16, 50):
        zeg(f"{n} clients")
        # Two rounds in turn, so that a busy moment of the machine does not hit one bot only; the better counts.
        rondes: list[dict[str, dict[str, float]]] = []
        for _ in range(1 if kort else 2):
            rondes.append({b.naam: await tegelijk(b, teksten[b.naam], n, 4 if kort else 10) for b in bots})
        uit["clients"][str(n)] = {b.naam: max((r[b.naam] for r in rondes), key=lambda r: r["per_s"]) for b in bots}
    uit["memory"] = {b.naam: vars(b.geheugen()) for b in bots}
    zeg("one long talk")
    uit["long_talk"] = await lang_gesprek(ons, teksten[ons.naam], (60, 200) if kort else (60, 200, 500, 1000))
    zeg("many stored conversations")
    aantallen = (100, 10_000) if kort else (100, 1_000, 10_000, 100_000)
    uit["stored"] = await gevulde_databank(ons, ons.map, teksten[ons.naam], aantallen, hun, teksten[hun.naam])
    return uit


def vol(kort: bool, snel: bool) -> dict[str, Any]:
    begin, load = time.monotonic(), os.getloadavg()[0]
    zeg("starter bot: make and train" if not snel else "starter bot: trained earlier, or now")
    map_, hun_training = training.starter(snel)
    zeg("assistant: train without caches" if not snel else "assistant: training time of earlier, or now")
    onze_training = training.onze(snel)
    model = train()
    ons, hun = Assistent(_verse_map()), Starter(map_)
    try:
        zeg("start both")
        ons.start()
        ons.stop()
        klaar = {b.naam: b.start() for b in (ons, hun)}
        uit = asyncio.run(vergelijk(ons, hun, kort))
    finally:
        ons.stop()
        hun.stop()
    zeg("the stages of a turn")
    uit["profile"] = profiel()
    modellen = {"assistant": model, "starter": max(map_.glob("models/*.tar.gz"))}
    tijden = {"assistant": onze_training, "starter": hun_training}
    uit["bots"] = {
        n: {"ready": klaar[n], "training": tijden[n], "model": _mb(modellen[n]), **uit["memory"][n]} for n in klaar
    }
    uit["machine"] = {
        "cores": len(os.sched_getaffinity(0)), "processor": _processor(), "rasa": importlib.metadata.version("rasa"),
        "load_start": load, "load_end": os.getloadavg()[0], "mode": "short" if kort else "full",
        "minutes": (time.monotonic() - begin) / 60,
    }  # fmt: skip
    return uit


def _processor() -> str:
    regels = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((r.split(":")[1].strip() for r in regels if r.startswith("model name")), platform.machine())


def lang(klanten: int, minuten: float) -> dict[str, Any]:
    train()
    ons = Assistent(_verse_map())
    try:
        ons.start()
        zeg(f"{klanten} clients, {minuten:g} minutes")
        return {"long_run": asyncio.run(lange_proef(ons, klanten, 60 * minuten))}
    finally:
        ons.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench ARGS=", description=__doc__)
    parser.add_argument("--kort", action="store_true", help="fewer rounds, at most 4 minutes; does not touch the docs")
    parser.add_argument("--snel", action="store_true", help="use the training times of an earlier run when nothing changed")
    parser.add_argument("--lang", action="store_true", help="only the long run: --klanten for --minuten")
    parser.add_argument("--klanten", type=int, default=200)
    parser.add_argument("--minuten", type=float, default=10)
    parser.add_argument("--schaal", action="store_true", help="only one Rasa process against two, on PostgreSQL, Redis and nginx")
    opties = parser.parse_args()
    os.chdir(WORTEL)
    if opties.lang:
        uit = lang(opties.klanten, opties.minuten)
    elif opties.schaal:
        train()
        uit = {"scale": schaal()}
    else:
        uit = vol(opties.kort, opties.snel or opties.kort)
    MAP.mkdir(parents=True, exist_ok=True)
    pad = MAP / "meting.json"
    eerder = json.loads(pad.read_text()) if pad.exists() else {}
    pad.write_text(json.dumps(eerder | uit, indent=1))
    if not opties.kort:
        verslag.schrijf(uit)
    print(verslag.op_scherm(uit))
    print(f"→ {pad.relative_to(WORTEL)}")


if __name__ == "__main__":
    main()
