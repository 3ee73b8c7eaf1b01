"""A later answer replaces an earlier one, and the assistant says so.

Seen to fail: with a model that does not load, so that the channel answers every message itself.
"""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.server


def test_a_step_is_taken_back(gesprek: Any) -> None:
    gesprek.zeg("stap 1 en 2 zijn gedaan")
    uit = gesprek.zeg("stap 2 is toch niet gedaan")
    assert uit["onderwerp"] == "voortgang/stap_niet_klaar"
    assert (uit["stand"]["stappen"]["1"], uit["stand"]["stappen"]["2"]) == ("klaar", "open")
    assert "stap 2" in gesprek.woorden
    assert gesprek.zeg("stap 2 is gedaan")["stand"]["stappen"]["2"] == "klaar"


@pytest.mark.parametrize(
    ("eerst", "dan", "veld", "waarde"),
    [
        ("het is pluis", "toch niet pluis", "pluis", "nee"),
        ("niet pluis", "toch wel pluis", "pluis", "ja"),
        ("het team vindt het verontrustend", "het team vindt het toch niet verontrustend", "verontrustend", "nee"),
        ("hij is niet bereid", "hij is nu toch bereid", "bereid", "ja"),
    ],
)
def test_a_judgement_is_changed(eerst: str, dan: str, veld: str, waarde: str, gesprek: Any) -> None:
    gesprek.zeg(eerst)
    assert "Eerder noteerde ik" not in gesprek.woorden
    assert gesprek.zeg(dan)["stand"][veld] == waarde
    assert gesprek.woorden.count("Eerder noteerde ik") == 1


def test_ticking_and_unticking_an_action(gesprek: Any) -> None:
    actie = gesprek.paneel()["acties"]["1"][0]
    stand = gesprek.zeg(actie["klaar"])["stand"]
    assert stand["stappen"]["1"] == "bezig"
    assert stand["acties"]["1"] == [actie["id"]]
    assert gesprek.zeg(actie["heropen"])["stand"]["stappen"]["1"] == "open"


def test_is_the_step_done_yes(gesprek: Any) -> None:
    gesprek.zeg(gesprek.paneel()["acties"]["1"][0]["klaar"])
    assert gesprek.zeg("ja")["stand"]["stappen"]["1"] == "klaar"
