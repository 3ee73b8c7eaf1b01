""""Not" in all its places: a denial is no report, two denials are one, a question is none.

Seen to fail: with a model that does not load, so that the channel answers every message itself.
"""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.server


@pytest.mark.parametrize(
    ("zin", "veld", "waarde"),
    [
        ("het is niet pluis", "pluis", "nee"), ("het is niet niet-pluis", "pluis", "ja"), ("ik heb geen niet-pluisgevoel", "pluis", "ja"),
        ("het team vindt het niet verontrustend", "verontrustend", "nee"), ("hij is niet bereid", "bereid", "nee"),
        ("ze heeft geen kinderen", "kinderen", "nee"),
    ],
)  # fmt: skip
def test_judgements(zin: str, veld: str, waarde: str, gesprek: Any) -> None:
    assert gesprek.zeg(zin)["stand"][veld] == waarde


@pytest.mark.parametrize("zin", ["stap 1 is nog niet gedaan", "is stap 1 gedaan?", "als stap 1 klaar is, wat dan?", "morgen doe ik stap 1", "stel dat stap 1 gedaan is"])
def test_no_report(zin: str, gesprek: Any) -> None:
    assert gesprek.zeg(zin)["stand"]["stappen"]["1"] == "open"


def test_one_done_and_one_not(gesprek: Any) -> None:
    stappen = gesprek.zeg("stap 1 is klaar maar stap 2 niet")["stand"]["stappen"]
    assert (stappen["1"], stappen["2"]) == ("klaar", "open")
