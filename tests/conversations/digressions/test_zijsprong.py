"""An objection in the middle, and back: the state waits where it was.

Seen to fail: with a model that does not load, so that the channel answers every message itself.
"""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.server


def naar_bezwaar(gesprek: Any) -> dict[str, Any]:
    """To an objection by buttons, whatever the classifier makes of it."""
    gesprek.zeg("hallo")
    gesprek.kies("Welke bezwaren hoor je vaak" if "Welke bezwaren hoor je vaak" in str(gesprek.laatste) else titel(gesprek, "bezwaar"))
    return gesprek.kies(titel(gesprek, "bezwaar"))


def titel(gesprek: Any, familie: str) -> str:
    """The title of the first button that leads to a topic of this family."""
    (deel,) = [b["custom"] for b in gesprek.laatste if "custom" in b]
    knoppen = [k["title"] for b in gesprek.laatste for k in b.get("buttons", [])]
    return next(t for t, o in zip(knoppen, deel["keuzes"], strict=True) if o.startswith(f"{familie}/"))


def test_an_objection_in_the_middle_and_back(gesprek: Any) -> None:
    gesprek.zeg("stap 1 en 2 zijn gedaan, niet pluis")
    uit = naar_bezwaar(gesprek)
    assert uit["onderwerp"].startswith("bezwaar/")
    assert uit["stand"]["aanbevolen"] == "4", "nothing changed"
    eerste = gesprek.woorden
    nog = gesprek.zeg("nog een voorbeeld")
    assert nog["onderwerp"] == uit["onderwerp"]
    assert gesprek.woorden != eerste
    terug = gesprek.zeg("wat is de volgende stap?")
    assert terug["onderwerp"] == "voortgang/volgende_stap"
    assert "stap 4" in gesprek.woorden


def test_another_age_and_what_to_note(gesprek: Any) -> None:
    gesprek.zeg("stap 1 is gedaan. wat nu?")
    uit = gesprek.kies("Voorbeeldvragen")
    assert uit["onderwerp"].startswith("vragen/")
    assert gesprek.zeg("en voor een puber?")["onderwerp"] == uit["onderwerp"]
    assert "12+" in gesprek.woorden
    assert gesprek.zeg("en wat moet ik dan noteren?")["onderwerp"] == "kennis/dossier"
    assert gesprek.zeg("en nu?")["onderwerp"] == "voortgang/volgende_stap"


def test_a_fact_and_a_question_in_one_message(gesprek: Any) -> None:
    uit = gesprek.zeg("stap 1 is gedaan, wat zijn de zes stappen?")
    assert uit["stand"]["stappen"]["1"] == "klaar"
    assert uit["onderwerp"] != "voortgang/stap_niet_klaar"
