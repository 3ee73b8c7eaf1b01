"""Score the trained model on labelled messages: `python -m nlu.rapport FILE [--docs]`.

Runs the model in this process, without server or action server, so it measures the
classifier with its fallback and not the whole assistant.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kindreflex.acuut import is_acuut
from kindreflex.inhoud import onderwerp_van
from nlu.blokken import vul
from nlu.figuur import betrouwbaarheidsfiguur
from nlu.maten import (
    BUITEN_BEREIK,
    NIET_BEGREPEN,
    Uitslag,
    acuut,
    betrouwbaarheid,
    deel,
    drempels,
    ijkfout,
    macro_f1,
    precisie_en_recall,
    verwarringen,
)

FALLBACK = "nlu_fallback"
DREMPELS = [(0.0, 0.0), (0.2, 0.0), (0.25, 0.0), (0.3, 0.0), (0.3, 0.05), (0.35, 0.0), (0.4, 0.0), (0.4, 0.05), (0.5, 0.0), (0.6, 0.0)]
DOCS = Path("docs")


def laad_model(map_: Path = Path("models")) -> Any:
    """The newest model as a Rasa agent, and Rasa quiet: it logs the text of every message at debug level."""
    import structlog
    from rasa.core.agent import Agent

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    logging.disable(logging.WARNING)

    return Agent.load(str(max(map_.glob("*.tar.gz"), key=lambda pad: pad.stat().st_mtime)))


def ontleed(
    agent: Any, teksten: Sequence[str], metadata: Callable[[str], dict[str, Any]] = lambda _: {}
) -> Iterator[tuple[dict[str, Any], float]]:
    """What Rasa makes of every text, with what the channel sends along, and how many milliseconds that took."""
    from rasa.core.channels.channel import UserMessage

    async def een(tekst: str) -> tuple[dict[str, Any], float]:
        bericht = UserMessage(tekst, metadata=metadata(tekst))
        begin = time.perf_counter()
        return await agent.processor.parse_message(bericht), (time.perf_counter() - begin) * 1000

    lus = asyncio.new_event_loop()
    try:
        for tekst in teksten:
            yield lus.run_until_complete(een(tekst))
    finally:
        lus.close()


def uitslag(regel: dict[str, Any], antwoord: dict[str, Any], ms: float = 0.0) -> Uitslag:
    """A measured message, with Rasa's fallback read as not understood."""
    ranglijst = tuple((onderwerp_van(i["name"]), i["confidence"]) for i in antwoord["intent_ranking"] if i["name"] != FALLBACK)
    naam = antwoord["intent"]["name"]
    return Uitslag(
        regel["text"],
        regel["topic"],
        frozenset([regel["topic"], *regel.get("also", [])]),
        NIET_BEGREPEN if naam == FALLBACK else onderwerp_van(naam),
        ranglijst,
        regel.get("stijl", ""),
        ms,
    )


def lees_regels(pad: Path) -> list[dict[str, Any]]:
    return [json.loads(regel) for regel in pad.read_text(encoding="utf-8").splitlines() if regel.strip()]


def tabel(kop: Sequence[str], rijen: Sequence[Sequence[object]]) -> str:
    def cel(waarde: object) -> str:
        return f"{waarde:.3f}" if isinstance(waarde, float) else str(waarde)

    regels = [kop, ["---"] * len(kop), *[[cel(w) for w in rij] for rij in rijen]]
    return "\n".join("| " + " | ".join(regel) + " |" for regel in regels)


def kerncijfers(uitslagen: Sequence[Uitslag]) -> str:
    precisie, recall = precisie_en_recall(uitslagen, BUITEN_BEREIK)
    zonder, alarm = acuut(uitslagen, lambda _: False)
    met, alarm_met = acuut(uitslagen, is_acuut)
    overleg = [u for u in uitslagen if u.onderwerp.startswith("overleg/")]
    tijden = sorted(u.ms for u in uitslagen)
    return tabel(
        ["", "figure"],
        [
            ["messages", len(uitslagen)],
            ["accuracy", deel(u.juist for u in uitslagen)],
            ["macro-F1", macro_f1(uitslagen)],
            ["right topic among the first three", deel(u.bij_drie for u in uitslagen)],
            ["right, or offered when not understood", deel(u.juist or (u.gemist and u.bij_drie) for u in uitslagen)],
            ["confidently wrong", deel(u.fout for u in uitslagen)],
            ["confidently wrong on overleg/*", deel(u.fout for u in overleg)],
            ["not understood", deel(u.gemist for u in uitslagen)],
            ["acute danger: recall, classifier alone", zonder],
            ["acute danger: recall, with the rules", met],
            ["acute danger: false alarms, classifier alone", alarm],
            ["acute danger: false alarms, with the rules", alarm_met],
            ["out of scope: precision", precisie],
            ["out of scope: recall", recall],
            ["calibration error (ECE)", ijkfout(betrouwbaarheid(uitslagen))],
            *([["parse p50 / p95 (ms)", f"{_op(tijden, 0.5)} / {_op(tijden, 0.95)}"]] if tijden[-1] else []),
        ],
    )


def _op(gesorteerd: Sequence[float], plaats: float) -> str:
    return f"{gesorteerd[int(plaats * len(gesorteerd))]:.1f}"


def per(uitslagen: Sequence[Uitslag], sleutel: Callable[[Uitslag], str], naam: str) -> str:
    groepen: dict[str, list[Uitslag]] = {}
    for u in uitslagen:
        groepen.setdefault(sleutel(u), []).append(u)
    rijen = [
        [g, len(us), deel(u.juist for u in us), deel(u.fout for u in us), deel(u.gemist for u in us)]
        for g, us in sorted(groepen.items(), key=lambda item: -len(item[1]))
    ]
    return tabel([naam, "messages", "accuracy", "confidently wrong", "not understood"], rijen)


def drempeltabel(uitslagen: Sequence[Uitslag]) -> str:
    rijen = [
        [f"{d.drempel:.2f} / {d.marge:.2f}", d.beantwoord, d.juist, d.fout, d.fout_overleg, d.juist_of_aangeboden]
        for d in drempels(uitslagen, DREMPELS)
    ]
    return tabel(
        ["threshold / margin", "answered", "accuracy", "confidently wrong", "the same on overleg/*", "right or offered"], rijen
    )


def blokken(uitslagen: Sequence[Uitslag]) -> dict[str, str]:
    """Every part of the report, by the name of its block in the docs."""
    vakken = betrouwbaarheid(uitslagen)
    return {
        "kerncijfers": kerncijfers(uitslagen),
        "stijlen": per(uitslagen, lambda u: u.stijl or "-", "style"),
        "families": per(uitslagen, lambda u: u.onderwerp.split("/")[0], "family"),
        "drempels": drempeltabel(uitslagen),
        "verwarringen": tabel(["right", "chosen", "times"], verwarringen(uitslagen)),
        "ijking": tabel(
            ["probability from", "messages", "mean probability", "right"],
            [[f"{v.van:.1f}", v.aantal, v.kans, v.juist] for v in vakken],
        ),
    }


def main() -> None:
    ontleder = argparse.ArgumentParser(description=__doc__)
    ontleder.add_argument("bestand", type=Path)
    ontleder.add_argument("--models", type=Path, default=Path("models"))
    ontleder.add_argument("--docs", action="store_true", help="also fill the blocks of docs/nlu.md named after this file")
    ontleder.add_argument("--fouten", action="store_true", help="also print every message that went wrong")
    keuze = ontleder.parse_args()
    regels = lees_regels(keuze.bestand)
    agent = laad_model(keuze.models)
    antwoorden = ontleed(agent, [r["text"] for r in regels])
    uitslagen = [uitslag(r, a, ms) for r, (a, ms) in zip(regels, antwoorden, strict=True)]
    delen = blokken(uitslagen)
    for naam, inhoud in delen.items():
        print(f"\n## {naam}\n{inhoud}")
    if keuze.fouten:
        for u in uitslagen:
            if not u.juist:
                print(json.dumps({"text": u.tekst, "right": sorted(u.goed), "chosen": u.gekozen, "ranking": u.ranglijst[:3]}, ensure_ascii=False))
    if keuze.docs:
        stam = keuze.bestand.parent.name + "_" + keuze.bestand.stem
        vul(DOCS / "nlu.md", {f"{stam}:{naam}": inhoud for naam, inhoud in delen.items()})
        (DOCS / f"nlu_ijking_{stam}.svg").write_text(betrouwbaarheidsfiguur(betrouwbaarheid(uitslagen)), encoding="utf-8")


if __name__ == "__main__":
    main()
