"""What the checks read: topic files as they are on disk, and our own code as syntax trees."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kindreflex.inhoud import Bezwaar, Inhoud, Stap, Teksten, Uitleg, Vragenlijst, Zin, alle_zinnen, laad

WORTEL = Path(__file__).parents[2]
DATA = WORTEL / "data"
CODE = ("kindreflex", "dienst", "actions", "kanaal", "logboek", "privacy", "nlu", "taalmodel", "opstart")
SHARED = WORTEL.parent / "shared"


def onderwerpbestanden() -> list[Path]:
    return sorted(DATA.glob("*/*.yml"))


@lru_cache
def ruw(pad: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    inhoud: dict[str, Any] = yaml.load(pad.read_text(encoding="utf-8"), loader)
    return inhoud


@lru_cache
def inhoud() -> Inhoud:
    return laad(DATA)


def id_van(pad: Path) -> str:
    return f"{pad.parent.name}/{pad.stem}"


def voorbeelden(pad: Path) -> list[str]:
    """The example messages of a topic file."""
    return [r[2:].strip() for blok in ruw(pad).get("nlu") or [] for r in blok["examples"].splitlines() if r.startswith("- ")]


def genormaliseerd(tekst: str) -> str:
    """Without case, accents, punctuation and double blanks; "?" alone stays what it is."""
    kaal = "".join(c for c in unicodedata.normalize("NFKD", tekst.lower()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", " ", kaal).split()) or tekst.strip()


def teksten_van(onderwerp: str) -> list[str]:
    """Every text of a topic that the assistant may say."""
    o = inhoud()[onderwerp]
    extra = [o.titel] + ([c.naam for c in o.antwoord.contacten] if o.antwoord.soort == "contacten" else [])
    return [*extra, *(z.tekst for z in alle_zinnen(o)), *(z.alleen_als for z in alle_zinnen(o) if z.alleen_als)]


def alle_teksten() -> dict[str, str]:
    """Everything that can be said, by topic; the shared labels under their own name."""
    uit = {o: "\n".join(teksten_van(o)) for o in inhoud()}
    return uit | {"vaste_teksten.yml": "\n".join(ruw(DATA / "vaste_teksten.yml")["teksten"].values())}


def zinnen_tot_client(onderwerp: str) -> list[str]:
    """What the professional may say to a client: sentences, questions, and quotations in the rest."""
    a = inhoud()[onderwerp].antwoord
    uit: list[Zin] = []
    if isinstance(a, Bezwaar):
        uit = [*a.zinnen, *a.wedervraag]
    elif isinstance(a, Vragenlijst):
        uit = list(a.vragen)
    los = {z.tekst for z in uit}
    citaten = [c for t in teksten_van(onderwerp) if t not in los for c in re.findall(r"“([^”]*)”", t)]
    return [*los, *citaten]


def zinnen_tot_gebruiker(onderwerp: str) -> list[str]:
    """The rest, without its quotations."""
    a = inhoud()[onderwerp].antwoord
    if isinstance(a, Bezwaar):
        teksten = [z.tekst for z in (*a.meegeven, *a.let_op)]
    elif isinstance(a, Vragenlijst):
        teksten = [z.tekst for z in (a.inleiding, *a.let_op)]
    else:
        assert isinstance(a, (Stap, Uitleg, Teksten)) or a.soort == "contacten"
        teksten = teksten_van(onderwerp)
    return [re.sub(r"“[^”]*”|‘[^’]*’", "", t) for t in teksten]


@lru_cache
def boom(pad: Path) -> ast.Module:
    return ast.parse(pad.read_text(encoding="utf-8"))


def codebestanden(*mappen: str) -> Iterator[Path]:
    for map_ in mappen or CODE:
        yield from sorted(p for p in (WORTEL / map_).rglob("*.py"))


def imports(pad: Path) -> set[str]:
    """Every module that a file imports, wherever in the file, with its dots."""
    return imports_van(boom(pad))


def imports_van(module: ast.Module) -> set[str]:
    uit: set[str] = set()
    for k in ast.walk(module):
        if isinstance(k, ast.Import):
            uit |= {a.name for a in k.names}
        elif isinstance(k, ast.ImportFrom) and k.module:
            uit |= {k.module} | {f"{k.module}.{a.name}" for a in k.names}
    return uit
