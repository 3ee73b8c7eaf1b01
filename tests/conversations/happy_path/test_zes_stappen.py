"""The guided path from the first hello to step 6, over the real channel.

What is typed is unmistakable or a button: these tests are about the path, not about the classifier.
Seen to fail: with a model that does not load, so that the channel answers every message itself.
"""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.server


def test_all_six_steps(gesprek: Any) -> None:
    uit = gesprek.zeg("hallo")
    assert uit["stand"]["aanbevolen"] == "1"
    wandeling = [
        ("stap 1 is gedaan", "voortgang/stap_klaar", "2"),
        ("ze heeft twee kinderen", "voortgang/kinderen", "2"),
        ("stap 2 is gedaan", "voortgang/stap_klaar", "2"),
        ("niet pluis", "voortgang/niet_pluis", "4"),
        ("stap 4 is gedaan", "voortgang/stap_klaar", "4"),
        ("het team vindt het verontrustend", "voortgang/verontrustend", "4"),
        ("de mama is bereid", "voortgang/bereid", "5"),
        ("stap 5 is gedaan", "voortgang/stap_klaar", "3"),
        ("het is nog niet veilig", "voortgang/niet_bereid", "6"),
        ("stap 6 is gedaan", "voortgang/stap_klaar", "3"),
        ("stap 3 is gedaan", "voortgang/stap_klaar", "afgerond"),
    ]
    for zin, onderwerp, aanbevolen in wandeling:
        uit = gesprek.zeg(zin)
        assert (uit["onderwerp"], uit["stand"]["aanbevolen"]) == (onderwerp, aanbevolen), zin
    assert set(uit["stand"]["stappen"].values()) == {"klaar"}
    assert {k: uit["stand"][k] for k in ("kinderen", "pluis", "verontrustend", "bereid", "acuut")} == {
        "kinderen": "ja", "pluis": "nee", "verontrustend": "ja", "bereid": "nee", "acuut": "nee",
    }  # fmt: skip


def test_several_facts_at_once_and_what_now(gesprek: Any) -> None:
    uit = gesprek.zeg("stap 1 en 2 zijn gedaan, pluis. wat nu?")
    assert uit["onderwerp"] == "voortgang/volgende_stap"
    assert uit["stand"]["stappen"]["1"] == uit["stand"]["stappen"]["2"] == "klaar"
    assert uit["stand"]["pluis"] == "ja"
    assert uit["stand"]["aanbevolen"] == "3"
    assert "stap 3" in gesprek.woorden


def test_the_whole_path_by_button(gesprek: Any) -> None:
    gesprek.zeg("hallo")
    gesprek.kies("Wat doe ik nu?")
    assert gesprek.kies("Stap 1 is klaar")["stand"]["aanbevolen"] == "2"
    assert gesprek.kies("Stap 2 is klaar")["stand"]["aanbevolen"] == "2"
    assert gesprek.kies("Het voelt pluis")["stand"]["aanbevolen"] == "3"
    assert gesprek.kies("Stap 3 is klaar")["stand"]["aanbevolen"] == "afgerond"


def test_no_children_ends_it(gesprek: Any) -> None:
    assert gesprek.zeg("mijn cliënt heeft geen kinderen")["stand"]["aanbevolen"] == "afgerond"
    assert gesprek.zeg("ze is toch zwanger")["stand"]["aanbevolen"] == "1"


def test_acute_danger_and_back(gesprek: Any) -> None:
    gesprek.zeg("stap 1 is gedaan")
    uit = gesprek.zeg("hij is haar nu aan het slaan en de kinderen zijn erbij")
    assert (uit["onderwerp"], uit["stand"]["acuut"], uit["stand"]["aanbevolen"]) == ("overleg/acuut_gevaar", "ja", "acuut")
    assert "112" in gesprek.laatste[0]["text"]
    uit = gesprek.zeg("stap 2 is gedaan")
    assert uit["stand"]["acuut"] == "ja"
    assert "112" in gesprek.laatste[0]["text"]
    uit = gesprek.zeg("het gevaar is geweken")
    assert (uit["stand"]["acuut"], uit["stand"]["aanbevolen"]) == ("nee", "2")
    assert uit["stand"]["stappen"]["2"] == "klaar"
