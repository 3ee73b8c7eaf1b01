"""The installer of the Dutch model: it never blocks the set-up and never installs a file it does not know."""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import io
import json
import zipfile
from pathlib import Path
from typing import IO

import pytest

from taalmodel import installeer as inst
from taalmodel.soort import PAKKET, STAND_IN_VERSIE, STAND_IN_WIEL, welk_model


class Wielen:
    """Notes which wheel would have been installed."""

    def __init__(self) -> None:
        self.namen: list[str] = []

    def __call__(self, wiel: Path) -> None:
        assert wiel.is_file()
        self.namen.append(wiel.name)


@pytest.fixture
def niets_aanwezig(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inst, "aanwezig", lambda: None)


def levert(data: bytes) -> inst.Openen:
    def openen(url: str, seconden: float) -> IO[bytes]:
        assert url.endswith(inst.UITGAVE_WIEL)
        assert seconden == 10.0
        return io.BytesIO(data)

    return openen


def nooit(url: str, seconden: float) -> IO[bytes]:
    raise AssertionError("must not use the network")


@pytest.mark.usefixtures("niets_aanwezig")
def test_time_out_gives_the_stand_in() -> None:
    def traag(url: str, seconden: float) -> IO[bytes]:
        raise TimeoutError("timed out")

    wielen = Wielen()
    regel = inst.installeer(traag, wielen)
    assert wielen.namen == [STAND_IN_WIEL.name]
    assert "stand-in" in regel
    assert "timed out" in regel
    assert "\n" not in regel


@pytest.mark.usefixtures("niets_aanwezig")
def test_trickle_gives_the_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inst, "DOWNLOAD_SECONDEN", -1.0)
    wielen = Wielen()
    assert "stand-in" in inst.installeer(levert(b"x"), wielen)
    assert wielen.namen == [STAND_IN_WIEL.name]


@pytest.mark.usefixtures("niets_aanwezig")
def test_wrong_checksum_gives_the_stand_in() -> None:
    wielen = Wielen()
    assert "checksum" in inst.installeer(levert(b"not the release"), wielen)
    assert wielen.namen == [STAND_IN_WIEL.name]


@pytest.mark.usefixtures("niets_aanwezig")
def test_release_is_installed_when_its_checksum_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"stands for the release"
    monkeypatch.setattr(inst, "UITGAVE_SHA256", hashlib.sha256(data).hexdigest())
    wielen = Wielen()
    assert "uitgave" in inst.installeer(levert(data), wielen)
    assert wielen.namen == [inst.UITGAVE_WIEL]


def test_already_there_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inst, "aanwezig", lambda: STAND_IN_VERSIE)
    wielen = Wielen()
    assert "er al" in inst.installeer(nooit, wielen)
    assert wielen.namen == []


@pytest.mark.parametrize(("versie", "past"), [("3.4.0", True), (STAND_IN_VERSIE, True), ("3.7.0", False)])
def test_only_a_fitting_version_counts_as_there(
    versie: str, past: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / f"{PAKKET}-{versie}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {PAKKET}\nVersion: {versie}\n")
    (info / "RECORD").write_text(f"{PAKKET}/meta.json,,2\n")
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: importlib.metadata.PathDistribution(info))
    assert inst.aanwezig() is None  # named in RECORD, but missing
    (tmp_path / PAKKET).mkdir()
    (tmp_path / PAKKET / "meta.json").write_text("{}")
    assert inst.aanwezig() == (versie if past else None)


def test_committed_wheel_says_what_it_is() -> None:
    with zipfile.ZipFile(STAND_IN_WIEL) as wiel:
        namen = set(wiel.namelist())
        meta = json.loads(wiel.read(f"{PAKKET}/meta.json"))
    assert meta["stand_in"] is True
    assert meta["version"] == STAND_IN_VERSIE
    assert (meta["lang"], meta["name"]) == ("nl", "core_news_sm")
    assert {f"{PAKKET}-{STAND_IN_VERSIE}.dist-info/{naam}" for naam in ("LICENSE", "NOTICE", "RECORD")} <= namen
    assert STAND_IN_WIEL.stat().st_size < 6_000_000


def test_installed_model_loads_and_is_known() -> None:
    import spacy

    for nlp in (spacy.load(PAKKET), importlib.import_module(PAKKET).load()):
        assert nlp("gingen")[0].lemma_ == "gaan"
    assert welk_model() in ("uitgave", "stand-in")
