"""Errors in content name the file and the key, so that an editor can mend them without a developer.

Each case is a topic that is right but for one thing; the first test shows that it is right.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from kindreflex.inhoud import InhoudFout, Stap, alle_zinnen, intent_van, laad, lees_onderwerp, onderwerp_van

GOED: dict[str, Any] = {
    "version": "3.1",
    "onderwerp": "kennis/proef",
    "titel": "Een proef",
    "bronnen": [{"code": "B1", "plaats": "dia 3"}],
    "nagekeken_op": "2026-11-21",
    "antwoord": {"soort": "uitleg", "bubbels": ["Dit is een zin.", {"tekst": "Nog een.", "bron": ["B1"]}], "meer": ["En meer."]},
    "per_sector": {"spoed": ["Op spoed gaat het anders."]},
    "verder": ["kennis/ander"],
    "nlu": [{"intent": "kennis_proef", "examples": "- een\n- twee\n"}],
    "rules": [],
}
STAP: dict[str, Any] = {
    "soort": "stap", "nummer": 1, "doel": "Doel.", "vragen": "kennis/ander", "dossier": ["Noteer."], "herinneringen": ["Denk eraan."],
    "acties": [{"id": "een_ding", "tekst": "Doe een."}, {"id": "twee_ding", "tekst": "Doe twee."}, {"id": "drie_ding", "tekst": "Doe drie."}],
}  # fmt: skip


def schrijf(map_: Path, naam: str, inhoud: object) -> Path:
    pad = map_ / f"{naam}.yml"
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(inhoud if isinstance(inhoud, str) else yaml.safe_dump(inhoud, allow_unicode=True), encoding="utf-8")
    return pad


def met(pad: str, waarde: object) -> dict[str, Any]:
    """GOED with one key changed ("antwoord.bubbels"), or taken out (None)."""
    kopie = copy.deepcopy(GOED)
    *boven, laatste = pad.split(".")
    plek = kopie
    for sleutel in boven:
        plek = plek[sleutel]
    if waarde is None:
        del plek[laatste]
    else:
        plek[laatste] = waarde
    return kopie


def data(map_: Path, **extra: object) -> Path:
    """A data folder that is right: two topics, one source, one label."""
    schrijf(map_, "kennis/proef", GOED)
    schrijf(map_, "kennis/ander", met("onderwerp", "kennis/ander") | {"verder": ["kennis/proef"]})
    schrijf(map_, "bronnen", {"bronnen": {"B1": {"titel": "Vorming", "verwijzing": "dia's"}}})
    schrijf(map_, "vaste_teksten", {"teksten": {"hallo": "dag {naam}"}})
    for naam, inhoud in extra.items():
        schrijf(map_, naam.replace("__", "/"), inhoud)
    return map_


def test_a_right_file_is_read(tmp_path: Path) -> None:
    o = lees_onderwerp(schrijf(tmp_path, "kennis/proef", GOED))
    assert [z.tekst for z in alle_zinnen(o)] == ["Dit is een zin.", "Nog een.", "En meer.", "Op spoed gaat het anders."]
    assert lees_onderwerp(schrijf(tmp_path, "kennis/proef", met("antwoord", STAP))).antwoord == Stap(**STAP)


FOUTEN = [
    ("titel", None, "titel"),
    ("titel", "x", "titel"),
    ("titel", "t" * 61, "titel"),
    ("onderwerp", "kennis/elders", "onderwerp"),
    ("onderwerp", "Kennis proef", "onderwerp"),
    ("nagekeken_op", None, "nagekeken_op"),
    ("nagekeken_op", "vorige week", "nagekeken_op"),
    ("bronnen", [], "bronnen"),
    ("bronnen", [{"plaats": "dia 3"}], "code"),
    ("sleutel_die_niet_bestaat", "x", "sleutel_die_niet_bestaat"),
    ("antwoord", None, "antwoord"),
    ("antwoord.soort", "gedicht", "antwoord"),
    ("antwoord.bubbels", [], "bubbels"),
    ("antwoord.bubbels", ["woord " * 91], "bubbels"),
    ("antwoord.bubbels", ["  "], "bubbels"),
    ("antwoord.bubbels", [{"teks": "x"}], "bubbels"),
    ("antwoord.meer", [{"tekst": "x", "geldig_tot": "ooit"}], "geldig_tot"),
    ("per_sector", {"kapper": ["x"]}, "per_sector"),
    ("antwoord", STAP | {"nummer": 7}, "nummer"),
    ("antwoord", STAP | {"acties": STAP["acties"][:2]}, "acties"),
    ("antwoord", STAP | {"acties": [{"id": "Met Spatie", "tekst": "x"}, *STAP["acties"]]}, "id"),
    ("antwoord", STAP | {"dossier": []}, "dossier"),
    ("antwoord", {"soort": "bezwaar", "meegeven": ["a", "b"], "zinnen": ["a"], "wedervraag": ["a", "b"]}, "zinnen"),
    ("antwoord", {"soort": "vragenlijst", "dimensie": "d", "inleiding": "i", "vragen": ["a?"] * 7, "let_op": ["l"]}, "vragen"),
    ("antwoord", {"soort": "vragenlijst", "dimensie": "d", "inleiding": "i", "vragen": [{"tekst": "a?", "leeftijd": ["0-99"]}] * 8, "let_op": ["l"]}, "leeftijd"),
    ("antwoord", {"soort": "teksten", "teksten": {"lang": "woord " * 91}}, "teksten"),
]


@pytest.mark.parametrize(("sleutel", "waarde", "genoemd"), FOUTEN, ids=lambda w: str(w)[:30])
def test_an_error_names_file_and_key(tmp_path: Path, sleutel: str, waarde: object, genoemd: str) -> None:
    pad = schrijf(tmp_path, "kennis/proef", met(sleutel, waarde))
    with pytest.raises(InhoudFout) as fout:
        lees_onderwerp(pad)
    assert str(pad) in str(fout.value)
    assert genoemd in str(fout.value)


@pytest.mark.parametrize("tekst", ["titel: [niet gesloten", "- een\n- lijst\n", "", "gewoon tekst", "\ttab: x"])
def test_not_a_topic_file_at_all(tmp_path: Path, tekst: str) -> None:
    pad = schrijf(tmp_path, "kennis/proef", tekst)
    with pytest.raises(InhoudFout, match="proef"):
        lees_onderwerp(pad)


def test_all_errors_are_told_at_once(tmp_path: Path) -> None:
    map_ = data(tmp_path, kennis__een=met("titel", None), kennis__twee=met("antwoord.bubbels", []))
    with pytest.raises(InhoudFout) as fout:
        laad(map_)
    assert "een.yml" in str(fout.value)
    assert "twee.yml" in str(fout.value)


@pytest.mark.parametrize(
    ("sleutel", "waarde", "genoemd"),
    [
        ("verder", ["kennis/nergens"], "kennis/nergens"),
        ("bronnen", [{"code": "B99"}], "B99"),
        ("antwoord.bubbels", [{"tekst": "x", "bron": ["B98"]}], "B98"),
        ("antwoord", STAP | {"vragen": "vragen/nergens"}, "vragen/nergens"),
        ("per_sector", {"spoed": [{"tekst": "x", "bron": ["B97"]}]}, "B97"),
    ],
)
def test_names_that_do_not_exist(tmp_path: Path, sleutel: str, waarde: object, genoemd: str) -> None:
    with pytest.raises(InhoudFout, match=genoemd) as fout:
        laad(data(tmp_path, kennis__proef=met(sleutel, waarde)))
    assert "kennis/proef" in str(fout.value)


def test_a_right_folder_is_read(tmp_path: Path) -> None:
    inhoud = laad(data(tmp_path))
    assert sorted(inhoud) == ["kennis/ander", "kennis/proef"]
    assert inhoud.vast("hallo", naam="Eva") == "dag Eva"


@pytest.mark.parametrize(
    ("bestand", "inhoud", "genoemd"),
    [
        ("bronnen", {"bronnen": {"B1": {"titel": "zonder verwijzing"}}}, "verwijzing"),
        ("bronnen", {"bronnen": {"B1": {"titel": "t", "verwijzing": "v", "url": "ftp://x"}}}, "url"),
        ("bronnen", {"iets": "anders"}, "bronnen"),
        ("vaste_teksten", {"iets": "anders"}, "teksten"),
        ("bronnen", "bronnen: [", "bronnen.yml"),
    ],
)
def test_errors_in_the_shared_files_too(tmp_path: Path, bestand: str, inhoud: object, genoemd: str) -> None:
    map_ = data(tmp_path, **{bestand: inhoud})
    with pytest.raises(InhoudFout, match=genoemd) as fout:
        laad(map_)
    assert f"{bestand}.yml" in str(fout.value)


def test_version_follows_the_content(tmp_path: Path) -> None:
    voor = laad(data(tmp_path)).versie
    assert laad(tmp_path).versie == voor
    schrijf(tmp_path, "kennis/proef", met("titel", "Een andere titel"))
    assert laad(tmp_path).versie != voor


@pytest.mark.parametrize("onderwerp", ["stap/1", "voortgang/stap_niet_klaar", "overleg/1712", "gesprek/ben_je_een_mens"])
def test_topic_and_intent_are_each_others_inverse(onderwerp: str) -> None:
    assert onderwerp_van(intent_van(onderwerp)) == onderwerp
    assert "/" not in intent_van(onderwerp)
