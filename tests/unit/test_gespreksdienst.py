"""The log may fail; the talk goes on, and the log catches up.

The log here is a real one kept in memory that can be told to break: it is not what is tested.
Seen to fail: with `_haal_in` dropping what it could not write, and with `zonder_bericht` ignored.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from gereedschap import VANDAAG, echte_inhoud
from sqlalchemy.exc import OperationalError

from dienst.gespreksdienst import Achterstand, Gespreksdienst
from dienst.vorm import berichten, custom, paneel, payload
from kindreflex.gesprek import Bericht, Context, Keuze
from kindreflex.stand import OORDELEN, STAPPEN, Gebeurtenis, Stand, stand_van


class Geheugenlogboek:
    """A log in memory, with the rules of the real one, that breaks when told to."""

    def __init__(self) -> None:
        self.rijen: dict[tuple[str, str, int], Gebeurtenis] = {}
        self.leest = self.schrijft = True

    def lees(self, gesprek: str, zonder_bericht: str = "") -> list[Gebeurtenis]:
        if not self.leest:
            raise OperationalError("lees", {}, OSError("kapot"))
        return [e for (g, b, _), e in self.rijen.items() if g == gesprek and b != zonder_bericht]

    def schrijf(self, gesprek: str, bericht: str, events: Sequence[Gebeurtenis], versie: str) -> None:
        if not self.schrijft:
            raise OSError(28, "No space left on device")
        for i, e in enumerate(events):
            self.rijen.setdefault((gesprek, bericht, i), e)

    def wis(self, gesprek: str) -> None:
        if not self.schrijft:
            raise OperationalError("wis", {}, OSError("kapot"))
        self.rijen = {sleutel: e for sleutel, e in self.rijen.items() if sleutel[0] != gesprek}


class Praatje:
    """Turns over the service; what waits and the mirror travel along, as the slots do."""

    def __init__(self, logboek: Geheugenlogboek) -> None:
        self.logboek = logboek
        self.dienst = Gespreksdienst(echte_inhoud(), logboek, lambda: VANDAAG)
        self.context, self.spiegel = Context(), Stand()
        self.achterstand: tuple[Achterstand, ...] = ()
        self.nummer = 0

    async def zeg(self, tekst: str, onderwerp: str = "", nummer: str = "", acuut: bool = False) -> Stand:
        self.nummer += 1
        bericht = Bericht(tekst, ((onderwerp, 0.9),) if onderwerp else (), bool(onderwerp), acuut=acuut)
        uit, self.achterstand = await self.dienst.neem(
            "g1", nummer or f"b{self.nummer}", bericht, self.context, self.spiegel, self.achterstand
        )
        assert uit.antwoord.bubbels
        self.context, self.spiegel, self.uit = uit.context, uit.stand, uit
        return uit.stand


@pytest.fixture
def praatje() -> Praatje:
    return Praatje(Geheugenlogboek())


async def test_the_log_is_the_truth(praatje: Praatje) -> None:
    await praatje.zeg("stap 1 is gedaan")
    praatje.spiegel = Stand(pluis="ja")  # a slot that lies
    stand = await praatje.zeg("stap 2 is gedaan")
    assert stand == stand_van(praatje.logboek.lees("g1"))
    assert (stand.klaar(1), stand.klaar(2), stand.pluis) == (True, True, "onbekend")


async def test_log_that_cannot_be_written(praatje: Praatje) -> None:
    await praatje.zeg("stap 1 is gedaan")
    praatje.logboek.schrijft = False
    await praatje.zeg("stap 2 is gedaan")
    stand = await praatje.zeg("niet pluis")
    assert (stand.klaar(1), stand.klaar(2), stand.pluis) == (True, True, "nee")
    assert [a.bericht for a in praatje.achterstand] == ["b2", "b3"]
    praatje.logboek.schrijft = True
    stand = await praatje.zeg("dank je", "gesprek/dank")
    assert praatje.achterstand == ()
    assert stand_van(praatje.logboek.lees("g1")) == stand
    assert [e.veld for e in praatje.logboek.rijen.values()] == ["stap_1", "stap_2", "pluis"]


async def test_log_that_can_be_neither_read_nor_written(praatje: Praatje) -> None:
    await praatje.zeg("stap 1 is gedaan")
    praatje.logboek.leest = praatje.logboek.schrijft = False
    stand = await praatje.zeg("stap 2 is gedaan")
    stand = await praatje.zeg("toch niet, stap 2 is niet gedaan")
    assert (stand.klaar(1), stand.klaar(2)) == (True, False)
    praatje.logboek.leest = praatje.logboek.schrijft = True
    assert await praatje.zeg("dank je", "gesprek/dank") == stand
    assert stand_van(praatje.logboek.lees("g1")) == stand


async def test_danger_is_set_whatever_the_log_does(praatje: Praatje) -> None:
    praatje.logboek.leest = praatje.logboek.schrijft = False
    stand = await praatje.zeg("hij slaat haar nu", acuut=True)
    assert stand.acuut == "ja"
    assert "112" in praatje.uit.antwoord.bubbels[0]


async def test_catching_up_stops_at_what_still_fails(praatje: Praatje) -> None:
    """Order is kept: nothing later is written before what is earlier."""
    praatje.logboek.schrijft = False
    await praatje.zeg("stap 1 is gedaan")
    await praatje.zeg("stap 1 is toch niet gedaan")
    assert praatje.logboek.rijen == {}
    praatje.logboek.schrijft = True
    stand = await praatje.zeg("pluis")
    assert not stand.klaar(1)
    assert [e.nieuw for e in praatje.logboek.rijen.values()] == ["klaar", "open", "ja"]


async def test_a_turn_told_again_is_one_turn(praatje: Praatje) -> None:
    een = await praatje.zeg("stap 1 is gedaan", nummer="zelfde")
    twee = await praatje.zeg("stap 1 is gedaan", nummer="zelfde")
    assert een == twee
    assert len(praatje.logboek.rijen) == 1
    assert [g.veld for g in praatje.uit.gebeurtenissen] == ["stap_1"], "the answer is the same too"


async def test_wiping(praatje: Praatje) -> None:
    await praatje.zeg("stap 1 is gedaan")
    await praatje.zeg("wis alles", "gesprek/wis_alles")
    stand = await praatje.zeg("ja", "gesprek/dank")
    assert stand == Stand()
    assert praatje.logboek.rijen == {}
    assert praatje.uit.wis


async def test_wiping_that_fails_does_not_say_that_it_worked(praatje: Praatje) -> None:
    await praatje.zeg("stap 1 is gedaan")
    await praatje.zeg("wis alles", "gesprek/wis_alles")
    praatje.logboek.schrijft = False
    with pytest.raises(OperationalError):
        await praatje.zeg("ja", "gesprek/dank")
    assert praatje.logboek.rijen


# --- the shape of what goes out --------------------------------------------------------


async def test_one_custom_part_with_the_keys_of_the_contract(praatje: Praatje) -> None:
    await praatje.zeg("stap 1 is gedaan")
    lijst = berichten(praatje.uit, praatje.dienst.inhoud)
    (deel,) = [b["custom"] for b in lijst if "custom" in b]
    assert {"onderwerp", "bronnen", "stand"} <= set(deel)
    assert set(deel["stand"]) >= {"stappen", *OORDELEN, "acuut", "aanbevolen"}
    assert deel["stand"]["stappen"] == {"1": "klaar"} | {str(n): "open" for n in STAPPEN[1:]}
    assert deel["stand"]["aanbevolen"] == "2"
    assert "buttons" in lijst[-2]


def test_payload_is_a_rasa_intent() -> None:
    assert payload(Keuze("Stap 1 is klaar", "voortgang/stap_klaar", (("stap", "1"),))) == '/voortgang_stap_klaar{"stap": "1"}'
    assert payload(Keuze("Hulp", "gesprek/hulp")) == "/gesprek_hulp"


def test_every_topic_can_be_put_into_the_contract() -> None:
    from kindreflex.gesprek import Antwoord

    inhoud = echte_inhoud()
    for onderwerp in inhoud:
        deel = custom(onderwerp, Antwoord(("x",)), Stand(), inhoud)
        assert deel["onderwerp"] == onderwerp
        assert deel["reden"]


def test_the_panel_tells_how_to_tick_and_untick() -> None:
    inhoud = echte_inhoud()
    actie = inhoud.stap(2).acties[0].id
    uit = paneel(inhoud)
    (rij,) = [a for a in uit["acties"]["2"] if a["id"] == actie]
    assert rij["klaar"].startswith("/voortgang_stap_klaar")
    assert rij["heropen"].startswith("/voortgang_stap_niet_klaar")
    assert set(uit["titels"]) == {str(n) for n in STAPPEN}
