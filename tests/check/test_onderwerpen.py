"""Every topic is whole: examples, answer, source, date; and Rasa knows it.

Each gate has a small negative test beside it, or names what was seen to fail.
"""

from __future__ import annotations

import ast
import collections
import datetime
import string
import warnings
from pathlib import Path

import pytest
from bestand import (
    DATA,
    WORTEL,
    boom,
    codebestanden,
    genormaliseerd,
    id_van,
    inhoud,
    onderwerpbestanden,
    ruw,
    voorbeelden,
)

from kindreflex.inhoud import MAX_WOORDEN, Inhoud, Onderwerp, Teksten, alle_zinnen, intent_van
from kindreflex.voortgang import VEREISTE_TEKSTEN

BESTANDEN = onderwerpbestanden()
VEREIST = (WORTEL / "tests" / "data" / "onderwerpen.txt").read_text().split()
MINSTENS = 30
BINNENKORT = datetime.timedelta(days=60)


# --- domain.yml and the topic files ---------------------------------------------------


def verschil(intents: list[str], onderwerpen: list[str]) -> list[str]:
    """What to do to domain.yml, one line each."""
    nodig = {intent_van(o) for o in onderwerpen}
    erbij = [f"domain.yml, intents: add the line `- {i}`" for i in sorted(nodig - set(intents))]
    weg = [f"domain.yml, intents: `- {i}` has no file data/{i.replace('_', '/', 1)}.yml" for i in sorted(set(intents) - nodig)]
    return erbij + weg


def test_domain_names_every_topic() -> None:
    uit = verschil(ruw(WORTEL / "domain.yml")["intents"], [id_van(p) for p in BESTANDEN])
    assert not uit, "\n".join(uit)


def test_and_would_say_which_line_to_add() -> None:
    assert verschil(["stap_1"], ["stap/1", "kennis/nieuw"]) == ["domain.yml, intents: add the line `- kennis_nieuw`"]
    assert "stap_2" in verschil(["stap_1", "stap_2"], ["stap/1"])[0]


def test_no_intent_twice() -> None:
    intents = ruw(WORTEL / "domain.yml")["intents"]
    assert len(intents) == len(set(intents))


def test_sessions_end() -> None:
    """`session_expiration_time: 0` is one eternal session: a turn grows with every message."""
    assert ruw(WORTEL / "domain.yml")["session_config"]["session_expiration_time"] > 0


def test_all_ids_of_the_design_exist() -> None:
    """96 ids, a contract: they travel with every answer. More is welcome, fewer is not."""
    assert len(VEREIST) == len(set(VEREIST)) == 96
    assert not set(VEREIST) - {id_van(p) for p in BESTANDEN}


def test_the_list_of_ids_is_that_of_the_design() -> None:
    pad = WORTEL.parent / "shared" / "design" / "onderwerpen.yml"
    if not pad.exists():
        pytest.skip("shared/ is not beside the repository")
    assert {f"{f}/{n}" for f, namen in ruw(pad).items() if f != "grenzen" for n in namen} == set(VEREIST)


# --- one topic ------------------------------------------------------------------------


@pytest.mark.parametrize("pad", BESTANDEN, ids=id_van)
def test_topic_is_whole(pad: Path) -> None:
    o = inhoud()[id_van(pad)]
    intent, inhoud_ = intent_van(o.onderwerp), ruw(pad)
    assert [b["intent"] for b in inhoud_["nlu"]] == [intent]
    assert len(voorbeelden(pad)) >= MINSTENS, f"{len(voorbeelden(pad))} examples"
    assert [r["steps"] for r in inhoud_["rules"]] == [[{"intent": intent}, {"action": "action_antwoord"}]]
    assert list(alle_zinnen(o)), "no answer"
    assert o.bronnen or o.eigen, "no source, and not its own"
    assert not (o.bronnen and o.eigen), "a source or its own, not both: `bronnen` is empty only where the source is `eigen`"
    assert datetime.date(2024, 1, 1) < o.nagekeken_op <= datetime.date.today()
    assert inhoud_["version"] == "3.1"


def test_own_topics_are_those_of_the_design() -> None:
    """`bronnen` is empty only where onderwerpen.yml says `eigen` (or a topic of our own)."""
    pad = WORTEL.parent / "shared" / "design" / "onderwerpen.yml"
    if not pad.exists():
        pytest.skip("shared/ is not beside the repository")
    eigen = {f"{f}/{n}" for f, namen in ruw(pad).items() if f != "grenzen" for n, o in namen.items() if o["bron"] == "eigen"}
    assert {o for o in VEREIST if inhoud()[o].eigen} == eigen


@pytest.mark.parametrize("pad", BESTANDEN, ids=id_van)
def test_examples_are_one_line_each(pad: Path) -> None:
    for blok in ruw(pad)["nlu"]:
        fout = [r for r in blok["examples"].splitlines() if not r.startswith("- ") or not r[2:].strip()]
        assert not fout, fout[:3]


# --- no sentence twice ----------------------------------------------------------------


def dubbels(zinnen: list[tuple[str, str]]) -> list[str]:
    """(topic, text) pairs that are the same but for case, accents and punctuation."""
    per: dict[str, list[tuple[str, str]]] = collections.defaultdict(list)
    for onderwerp, tekst in zinnen:
        per[genormaliseerd(tekst)].append((onderwerp, tekst))
    return [" = ".join(f"{o}: {t!r}" for o, t in groep) for groep in per.values() if len(groep) > 1]


def test_no_example_twice_within_or_across_topics() -> None:
    uit = dubbels([(id_van(p), v) for p in BESTANDEN for v in voorbeelden(p)])
    assert not uit, f"{len(uit)} near-duplicates:\n" + "\n".join(uit)


def test_no_sentence_of_an_answer_in_two_topics() -> None:
    kort = {"ja", "nee"}  # button titles of one word are no sentences
    zinnen = [(o, z.tekst) for o in inhoud() for z in alle_zinnen(inhoud()[o]) if len(z.tekst.split()) > 3 or z.tekst.lower() in kort]
    uit = dubbels(zinnen)
    assert not uit, "\n".join(uit)


def test_titles_differ() -> None:
    """A typed title is a button: two topics with one title cannot be told apart."""
    assert not dubbels([(o, inhoud()[o].titel) for o in inhoud()])


def test_and_duplicates_would_be_seen() -> None:
    assert dubbels([("a", "Wat is stap 1?"), ("b", "wat is  stap 1")])
    assert dubbels([("a", "cliënt kwijt"), ("a", "client kwijt")])
    assert not dubbels([("a", "wat is stap 1"), ("b", "wat is stap 2"), ("c", "مرحبا"), ("c", "كيف"), ("d", ";;"), ("d", "??")])


# --- texts that the code asks for by name ---------------------------------------------

PLAATSHOUDERS = {
    ("voortgang/stap_klaar", "bevestiging"): {"nummer"}, ("voortgang/stap_klaar", "meer_stappen"): {"nummers"},
    ("voortgang/stap_klaar", "al_klaar"): {"nummer"}, ("voortgang/stap_klaar", "actie"): {"nummer"},
    ("voortgang/stap_klaar", "is_stap_klaar"): {"nummer"}, ("voortgang/stap_klaar", "nog_niet"): {"nummer"},
    ("voortgang/stap_niet_klaar", "bevestiging"): {"nummer", "toestand"}, ("voortgang/stap_niet_klaar", "stond_niet_klaar"): {"nummer"},
    ("voortgang/stap_niet_klaar", "actie"): {"nummer"}, ("voortgang/overzicht", "regel"): {"nummer", "toestand"},
    ("voortgang/overzicht", "oordelen"): {"oordelen"}, ("voortgang/samenvatting", "klaar"): {"stappen"},
    ("voortgang/samenvatting", "bezig"): {"stappen"}, ("voortgang/samenvatting", "oordelen"): {"oordelen"},
    ("voortgang/samenvatting", "verder"): {"volgende"}, ("voortgang/volgende_stap", "stap"): {"nummer", "titel"},
}  # fmt: skip
"""What the code fills in; a text may leave one out, but cannot ask for another."""
VASTE_PLAATSHOUDERS = {
    "doel": {"tekst"}, "vragen_leeftijd": {"leeftijd"}, "alleen_als": {"voorwaarde"}, "zes_stappen": {"nummer"}, "niet_zeker": {"geldig_tot"},
    "knop_bedoelde": {"titel"}, "knop_leeftijd": {"leeftijd"}, "knop_stap": {"nummer"}, "knop_stap_klaar": {"nummer"}, "knop_uitleg": {"nummer"}, "knop_ja_klaar": {"nummer"},
    "verborgen": {"wat"},
}  # fmt: skip


def velden(tekst: str) -> set[str]:
    return {naam for _, naam, _, _ in string.Formatter().parse(tekst) if naam is not None}


@pytest.mark.parametrize("onderwerp", VEREISTE_TEKSTEN)
def test_required_texts_are_there(onderwerp: str) -> None:
    antwoord = inhoud()[onderwerp].antwoord
    assert isinstance(antwoord, Teksten)
    assert not set(VEREISTE_TEKSTEN[onderwerp]) - set(antwoord.teksten), "texts that the code asks for"
    assert not set(antwoord.teksten) - set(VEREISTE_TEKSTEN[onderwerp]), "texts that nothing asks for"
    for sleutel, tekst in antwoord.teksten.items():
        mag = PLAATSHOUDERS.get((onderwerp, sleutel), set())
        assert velden(tekst) <= mag, f"{sleutel}: {velden(tekst) - mag} is not filled in"
        if "nummer" in mag:
            assert "nummer" in velden(tekst), f"{sleutel}: does not say which step"


def test_only_topics_of_the_code_are_made_of_texts() -> None:
    assert {o for o in inhoud() if isinstance(inhoud()[o].antwoord, Teksten)} == set(VEREISTE_TEKSTEN)


def test_labels_are_there_right_and_used() -> None:
    teksten = ruw(DATA / "vaste_teksten.yml")["teksten"]
    for sleutel, tekst in teksten.items():
        assert velden(tekst) <= VASTE_PLAATSHOUDERS.get(sleutel, set()), sleutel
    gevraagd, letterlijk, begin = labels_in_code()
    assert not gevraagd - set(teksten), "labels that the code asks for"
    samengesteld = {f"{v}_{w}" for v in ("kinderen", "pluis", "verontrustend", "bereid") for w in ("ja", "nee")} | {"open", "bezig", "klaar"}
    ongebruikt = {t for t in set(teksten) - gevraagd - letterlijk - samengesteld if not t.startswith(tuple(begin))}
    assert not ongebruikt, f"labels that nothing asks for: {sorted(ongebruikt)}"


def labels_in_code() -> tuple[set[str], set[str], set[str]]:
    """Keys given to `vast(...)`, all string literals (a key may be chosen first), and beginnings of keys."""
    gevraagd, letterlijk, begin = set(), set(), set()
    for pad in codebestanden("kindreflex", "dienst", "kanaal", "actions"):
        for k in ast.walk(boom(pad)):
            if isinstance(k, ast.Constant) and isinstance(k.value, str):
                letterlijk.add(k.value)
            naam = getattr(k.func, "attr", getattr(k.func, "id", "")) if isinstance(k, ast.Call) else ""
            if naam == "vast" and isinstance(k, ast.Call) and k.args:
                eerste = k.args[0]
                if isinstance(eerste, ast.Constant):
                    gevraagd.add(str(eerste.value))
                elif isinstance(eerste, ast.JoinedStr) and isinstance(eerste.values[0], ast.Constant):
                    begin.add(str(eerste.values[0].value))
    return gevraagd, letterlijk, begin


def test_no_text_is_too_long_for_a_bubble_once_filled_in() -> None:
    for onderwerp in VEREISTE_TEKSTEN:
        for sleutel, tekst in inhoud()[onderwerp].antwoord.teksten.items():  # type: ignore[union-attr]
            assert len(tekst.split()) <= MAX_WOORDEN - 20, (onderwerp, sleutel)


# --- facts with a best-before date ----------------------------------------------------


def verloopt(alles: Inhoud, vandaag: datetime.date) -> tuple[list[str], list[str]]:
    """(expired, expiring within 60 days), one line each."""
    voorbij, straks = [], []
    for naam, o in alles.items():
        datums = {(z.geldig_tot, z.tekst[:50]) for z in alle_zinnen(o) if z.geldig_tot} | ({(o.geldig_tot, o.titel)} if o.geldig_tot else set())
        for datum, wat in sorted(datums):
            if datum < vandaag:
                voorbij.append(f"data/{naam}.yml: expired on {datum}: {wat}")
            elif datum <= vandaag + BINNENKORT:
                straks.append(f"data/{naam}.yml: expires on {datum}: {wat}")
        if vandaag - o.nagekeken_op > datetime.timedelta(365):
            voorbij.append(f"data/{naam}.yml: not checked since {o.nagekeken_op}")
    return voorbij, straks


def test_no_fact_has_expired() -> None:
    voorbij, straks = verloopt(inhoud(), datetime.date.today())
    for regel in straks:
        warnings.warn(regel, stacklevel=1)
    assert not voorbij, "\n".join(voorbij)


def test_and_expiring_facts_would_be_listed() -> None:
    o = inhoud()["overleg/1712"]
    assert o.geldig_tot
    een: Inhoud = Inhoud({"overleg/1712": o}, {}, {})
    assert verloopt(een, o.geldig_tot - BINNENKORT - datetime.timedelta(1)) == ([], [])
    voorbij, straks = verloopt(een, o.geldig_tot - datetime.timedelta(30))
    assert not voorbij
    assert straks
    assert verloopt(een, o.geldig_tot + datetime.timedelta(1))[0]
    assert any("not checked" in r for r in verloopt(een, o.nagekeken_op + datetime.timedelta(366))[0])


ONDERWERPEN_MET_DATUM = ("overleg/1712", "overleg/contactgegevens", "overleg/beroepsgeheim", "kennis/vorming")


@pytest.mark.parametrize("onderwerp", ONDERWERPEN_MET_DATUM)
def test_what_goes_stale_has_a_date(onderwerp: str) -> None:
    o: Onderwerp = inhoud()[onderwerp]
    assert o.geldig_tot or all(z.geldig_tot for z in alle_zinnen(o)), "numbers, hours, law and training dates go stale"
