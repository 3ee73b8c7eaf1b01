"""The README names what there is: every make target, every setting, every room.

Seen to fail: on `make bench` before there was one, and on links to files not yet written.
"""

from __future__ import annotations

import re

import pytest
from bestand import CODE, WORTEL

from instellingen import Instellingen

README = (WORTEL / "README.md").read_text(encoding="utf-8") if (WORTEL / "README.md").exists() else ""


def doelen(makefile: str) -> list[str]:
    """The targets that `make help` lists."""
    return re.findall(r"^([a-z][a-z-]*):.*## ", makefile, re.M)


MAKEFILE = (WORTEL / "Makefile").read_text(encoding="utf-8") if (WORTEL / "Makefile").exists() else ""


def test_every_make_target() -> None:
    assert len(doelen(MAKEFILE)) >= 8
    ontbreekt = [d for d in doelen(MAKEFILE) if d != "help" and not re.search(rf"`make {d}\b", README)]
    assert not ontbreekt, f"README.md does not name: {ontbreekt}"


def test_no_target_that_is_gone() -> None:
    genoemd = set(re.findall(r"`make ([a-z][a-z-]*)", README))
    assert genoemd
    assert not genoemd - set(doelen(MAKEFILE)), "README.md names targets that the Makefile does not have"


@pytest.mark.parametrize("doel", ["run", "test", "bench", "nlu-report", "hide", "log", "check"])
def test_targets_of_the_contract(doel: str) -> None:
    assert doel in doelen(MAKEFILE)


def test_every_setting() -> None:
    ontbreekt = [n for n in Instellingen.__fields__ if f"`KINDREFLEX_{n.upper()}`" not in README]
    assert not ontbreekt, f"README.md does not name: {ontbreekt}"


def test_no_setting_that_is_gone() -> None:
    genoemd = {n.lower() for n in re.findall(r"KINDREFLEX_([A-Z_]+)", README)}
    assert not genoemd - set(Instellingen.__fields__)


@pytest.mark.parametrize("map_", CODE)
def test_every_room(map_: str) -> None:
    assert f"`{map_}/`" in README


def test_no_file_that_is_gone() -> None:
    """Links of the README lead somewhere."""
    links = [d for d in re.findall(r"\]\(([^)#\s]+)\)", README) if not d.startswith("http")]
    assert links
    assert not [d for d in links if not (WORTEL / d).exists()]


def test_the_targets_are_really_read() -> None:
    assert doelen("run: x ## start\nhulp:\n\techo\nnlu-report: ## meet\n") == ["run", "nlu-report"]
