"""`python -m privacy.meet FILE.jsonl`: what the hiding finds, by kind and by origin of the name, and how fast it is.

FILE has lines {"text", "spans": [[start, end, kind]], "herkomst"?}. Measured twice: with all lists, and with every
name of the file taken out of the lists, which says what happens to a name that no list knows.
"""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from privacy import ner
from privacy.lijsten import Lijsten, lijsten, norm
from privacy.ner import Herkenner
from privacy.verbergen import verberg_met

Regel = dict[str, Any]


def lees(bestand: Path) -> list[Regel]:
    """The gold lines."""
    return [json.loads(regel) for regel in bestand.read_text(encoding="utf-8").splitlines() if regel.strip()]


def zonder_namen(regels: list[Regel], lijst: Lijsten) -> Lijsten:
    """The lists without any name of the gold lines."""
    weg: set[str] = set()
    for regel in regels:
        for begin, eind, soort in regel["spans"]:
            if soort == "NAAM":
                heel = norm(regel["text"][begin:eind])
                weg |= {heel, heel.partition(" ")[2], *re.split(r"[ .-]+", heel)}
    return dataclasses.replace(
        lijst,
        voornamen=lijst.voornamen - weg,
        voornamen_klein=lijst.voornamen_klein - weg,
        familienamen=lijst.familienamen - weg,
    )


def meet(regels: list[Regel], lijst: Lijsten, model: Herkenner) -> dict[str, Any]:
    """Recall, precision, damaged messages, milliseconds of processor time, and recall of names by origin."""
    totaal, gevonden, duur = Counter[str](), Counter[str](), list[float]()
    goed = spans = beschadigd = onschuldig = 0
    for regel in regels:
        tekst = regel["text"]
        begonnen = time.thread_time()
        stukken = verberg_met(tekst, lijst, model).stukken
        duur.append(1000 * (time.thread_time() - begonnen))
        bedekt = {i for s in stukken for i in range(s.start, s.eind)}
        waar = {i for begin, eind, _ in regel["spans"] for i in range(begin, eind)}
        goed += sum(not waar.isdisjoint(range(s.start, s.eind)) for s in stukken)
        spans += len(stukken)
        onschuldig += not regel["spans"]
        beschadigd += not regel["spans"] and bool(stukken)
        for begin, eind, soort in regel["spans"]:
            ok = all(i in bedekt for i in range(begin, eind) if tekst[i].isalnum())
            for sleutel in (soort, *([f"naam/{regel.get('herkomst', 'onbekend')}"] if soort == "NAAM" else [])):
                totaal[sleutel] += 1
                gevonden[sleutel] += ok
    duur.sort()
    telt = [k for k in totaal if k != "LEEFTIJD" and "/" not in k]
    return {
        "recall": round(sum(gevonden[k] for k in telt) / sum(totaal[k] for k in telt), 3),
        "namen": round(gevonden["NAAM"] / max(1, totaal["NAAM"]), 3),
        "precisie": round(goed / max(1, spans), 3),
        "beschadigd": f"{beschadigd}/{onschuldig}",
        "p50_ms": round(duur[len(duur) // 2], 2),
        "p95_ms": round(duur[int(0.95 * len(duur))], 2),
        "per_soort": {k: f"{gevonden[k]}/{totaal[k]}" for k in sorted(totaal)},
    }


def main(bestand: str) -> None:
    """Print both measurements."""
    regels, lijst = lees(Path(bestand)), lijsten()
    zonder = zonder_namen(regels, lijst)
    for naam, gebruik, model in (
        ("alles", lijst, ner.herkenner()),
        ("zonder NER", lijst, ner.geen),
        ("namen niet in de lijsten", zonder, ner.herkenner()),
        ("namen niet in de lijsten, zonder NER", zonder, ner.geen),
    ):
        print(json.dumps({"meting": naam, **meet(regels, gebruik, model)}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
