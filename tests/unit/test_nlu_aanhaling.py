"""What a parent says, apart from what the professional asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.aanhaling import aanhaling

GEVALLEN = [
    ('"ze zijn te klein" wat zeg ik dan', "ze zijn te klein", "wat zeg ik dan"),
    ("mama: “hij slaapt daar toch door”. hoe reageer ik?", "hij slaapt daar toch door", "mama: . hoe reageer ik?"),
    ("papa zei ‘dat gaat u niet aan’ en nu?", "dat gaat u niet aan", "papa zei en nu?"),
    ("hoe reageer ik op 'dat is mijn privé'", "dat is mijn privé", "hoe reageer ik op"),
    ("ze zegt 'da's mijn zaak' en dan", "da's mijn zaak", "ze zegt en dan"),
    ("« wij regelen dat zelf » wat nu", "wij regelen dat zelf", "wat nu"),
    ("mama zegt dat hij te jong is, hoe reageer ik daarop", "hij te jong is", "hoe reageer ik daarop"),
    ("cliënt vindt dat ik overdrijf. Wat doe ik?", "ik overdrijf", "Wat doe ik?"),
    ("volgens hem merken ze daar niks van, wat zeg ik", "merken ze daar niks van", "wat zeg ik"),
    ("en als ze antwoorden dat het mij niet aangaat?", "het mij niet aangaat", "en als ?"),
    ("de vader blijft herhalen dat hij ook klappen kreeg, wat antwoord ik", "hij ook klappen kreeg", "wat antwoord ik"),
    ("mijn cliënt zegt altijd dat hij nog te klein is, hoe reageer ik daarop", "hij nog te klein is", "mijn hoe reageer ik daarop"),
    ("mevr [verborgen_naam] zei: dan kom ik niet meer", "dan kom ik niet meer", ""),
    ("papa riep aan de telefoon dat ik mij moet moeien met mijn eigen zaken", "ik mij moet moeien met mijn eigen zaken", ""),
    ("mevrouw zei vorige week al dat het genoeg is, wat doe ik", "het genoeg is", "wat doe ik"),
    ("wat als ze zeggen dat alles goed gaat", "alles goed gaat", "wat"),
]


@pytest.mark.parametrize(("tekst", "citaat", "rest"), GEVALLEN)
def test_splits(tekst: str, citaat: str, rest: str) -> None:
    gevonden = aanhaling(tekst)
    assert gevonden is not None
    assert gevonden.citaat == citaat
    assert rest.split()[-1:] == gevonden.rest.split()[-1:]
    assert citaat not in gevonden.rest


@pytest.mark.parametrize(
    "tekst",
    [
        "'t is een mama van 3 kinderen",
        "'k heb mama's gsm nog niet",
        "wat zeg ik als een ouder boos wordt",
        "stap 1 is gedaan",
        "ze zijn te jong",
        "ik denk dat het niet pluis is",
        "ik vind dat het pluis is",
        "",
    ],
)
def test_no_quote(tekst: str) -> None:
    assert aanhaling(tekst) is None


@given(st.text(max_size=300))
def test_takes_any_text(tekst: str) -> None:
    gevonden = aanhaling(tekst)
    if gevonden is not None:
        assert tekst[gevonden.begin :].lstrip(" ,").startswith(gevonden.citaat)


@given(st.sampled_from(["'", '"', "mama zegt dat ", "volgens haar "]).flatmap(lambda a: st.just(a * 200)))
def test_does_not_explode(tekst: str) -> None:
    aanhaling(tekst)
