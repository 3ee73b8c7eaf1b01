"""What the hiding module must hide, must leave alone, and must keep true whatever is typed."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privacy import lijsten, verberg, verbergen
from privacy.meet import lees, meet, zonder_namen
from privacy.ner import geen, herkenner
from privacy.soorten import PLAATSHOUDER, PLAATSHOUDERS, PROVINCIES

WORTEL = Path(__file__).parents[2]
EIGEN = WORTEL / "tests" / "data" / "pii_eigen.jsonl"
VIERDE = WORTEL / "tests" / "data" / "pii_vierde.jsonl"
"""By yet another hand: .91 found and 19 of 90 damaged before half of it was looked at."""
DERDE = WORTEL / "tests" / "data" / "pii_derde.jsonl"
"""By another hand, who wrote harmless lines to look like names; looked at after .91 found and 8 of 90 damaged."""
ONTWIKKELSET = WORTEL.parent / "shared" / "ontwikkelset" / "pii.jsonl"
ruim = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])




@pytest.mark.parametrize("bestand", [EIGEN, DERDE, ONTWIKKELSET], ids=lambda p: p.stem)
def test_bars_of_score_pii(bestand: Path) -> None:
    """The bars of shared/tools/score_pii.py, and every structured item."""
    if not bestand.exists():
        pytest.skip("shared/ is not beside the repository")
    uit = meet(lees(bestand), lijsten.lijsten(), herkenner())
    assert uit["recall"] >= 0.95, uit
    assert uit["namen"] >= 0.95, uit
    assert uit["precisie"] >= 0.95, uit
    beschadigd, onschuldig = map(int, uit["beschadigd"].split("/"))
    assert beschadigd <= 0.05 * onschuldig, uit
    for soort in ("TELEFOON", "EMAIL", "IBAN", "RRN", "DATUM", "ADRES", "NUMMER"):
        gevonden, _, totaal = uit["per_soort"].get(soort, "0/0").partition("/")
        assert gevonden == totaal, (soort, uit)


@pytest.mark.parametrize(
    ("hand", "gevonden", "beschadigd"),
    [("vijfde", 0.96, 2), ("zesde", 0.95, 4), ("zevende", 0.95, 3), ("achtste", 0.95, 3), ("negende", 0.95, 3)],
)
def test_on_other_hands(hand: str, gevonden: float, beschadigd: int) -> None:
    """At first sight, each with the rules of its day: .94, .94, .91, .83 (tricks), .96.

    The fifth is unseen; of the sixth two addresses and an account were looked at, of the ninth every second message,
    of the others all.
    """
    uit = meet(lees(WORTEL / "tests" / "data" / f"pii_{hand}.jsonl"), lijsten.lijsten(), herkenner())
    print(uit)
    assert uit["recall"] >= gevonden, uit
    assert uit["precisie"] >= 0.95, uit
    assert int(uit["beschadigd"].split("/")[0]) <= beschadigd, uit
    gevonden_rekeningen, _, rekeningen = uit["per_soort"]["IBAN"].partition("/")
    assert gevonden_rekeningen == rekeningen, uit


def test_a_service_behind_a_name_stays() -> None:
    assert verberg("samen met Emma VK gebeld").tekst == "samen met [verborgen_naam] VK gebeld"
    assert verberg("papa Stijn VDB mag niet").tekst == "papa [verborgen_naam] mag niet"


@pytest.mark.parametrize("tekst", ["ik sprak Hans gisteren", "het dossier van Willems", "daar was Roos niet bij", "Wouters belde"])
def test_names_that_look_like_the_word_for_a_people(tekst: str) -> None:
    """ "Hanse" and "Willemse" are in the dictionary; the list of peoples held some of the commonest names."""
    assert "[verborgen_naam]" in verberg(tekst).tekst


def test_messages_made_to_be_hard() -> None:
    """2,236 by somebody who had read the rules and looked for what they miss: .65 found and 191 of 826 damaged before."""
    uit = meet(lees(WORTEL / "tests" / "data" / "pii_lastig.jsonl"), lijsten.lijsten(), herkenner())
    print(uit)
    assert uit["recall"] >= 0.75, uit
    beschadigd, onschuldig = map(int, uit["beschadigd"].split("/"))
    assert beschadigd <= 0.06 * onschuldig, uit


def test_names_that_no_list_knows() -> None:
    regels = lees(EIGEN)
    lijst = zonder_namen(regels, lijsten.lijsten())
    met, zonder = meet(regels, lijst, herkenner()), meet(regels, lijst, geen)
    assert met["recall"] >= 0.9, met
    assert met["recall"] >= zonder["recall"], (met, zonder)


def test_speed() -> None:
    regels = lees(EIGEN)
    verberg("eerst laden")
    beste = min(meet(regels, lijsten.lijsten(), herkenner())["p95_ms"] for _ in range(3))
    assert beste <= 10, beste


def test_own_set_is_large_enough() -> None:
    regels = lees(EIGEN)
    assert len(regels) >= 250
    assert sum(not r["spans"] for r in regels) >= 90
    assert {r["herkomst"] for r in regels if r["spans"]} == {
        "vlaams", "turks", "maghreb", "pools", "roemeens", "west_afrikaans", "vietnamees", "overig"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tekst", "verborgen"),
    [
        ("bel Lotte op 0470 12 34 56", "bel [verborgen_naam] op [verborgen_telefoon]"),
        ("mevr de smet woont in Genk", "mevr [verborgen_naam] woont in [gemeente_in_limburg]"),
        ("ze verhuist naar Aalter", "ze verhuist naar [gemeente_in_oost_vlaanderen]"),
        ("geboren op 4 mei 1990", "geboren op [verborgen_datum]"),
        ("mail naar els@voorbeeld.be.", "mail naar [verborgen_email]."),
        ("BE68 5390 0754 7034 is leeg", "[verborgen_rekening] is leeg"),
        ("rr 85.07.30-033.28", "rr [verborgen_rijksregisternummer]"),
        ("rijksregisternummer 85073003399", "rijksregisternummer [verborgen_rijksregisternummer]"),
        ("plaat 1-ABC-234", "plaat [verborgen_nummer]"),
        ("adres Kapelstraat 14 bus 2", "adres [verborgen_adres]"),
        ("ik werk bij CAW De Kempen", "ik werk bij [verborgen_organisatie]"),
        ("mevrouw Bartels is boos", "mevrouw [verborgen_naam] is boos"),
        ("'k heb Ben gezien", "'k heb [verborgen_naam] gezien"),
        ("Ellens dochter is 15", "[verborgen_naam] dochter is 15"),
        ("patiënte K.V. (29) is zwanger", "patiënte [verborgen_naam] (29) is zwanger"),
        ("M.-C. Haesendonck belde", "[verborgen_naam] belde"),
        ("stan 7 noor 5 mats 2, alle drie mee", "[verborgen_naam] 7 [verborgen_naam] 5 [verborgen_naam] 2, alle drie mee"),
        ("linh werkt tot 22u", "[verborgen_naam] werkt tot 22u"),
        ("besproken met besarta", "besproken met [verborgen_naam]"),
        ("woont stationsstraat 8 in Genk", "woont [verborgen_adres] in [gemeente_in_limburg]"),
        ("thuis (011) 72 84 19", "thuis [verborgen_telefoon]"),
        ("juf van VBS De Klimtoren", "juf van [verborgen_organisatie]"),
        ("Marieke en tineke komen mee", "[verborgen_naam] en [verborgen_naam] komen mee"),
        ("hij zit op www.tiktok.com/@jan_x", "hij zit op [verborgen_naam]"),
        ("bel \uff10\uff14\uff17\uff10 12 34 56", "bel [verborgen_telefoon]"),
        ("bel 04\u200b70 12 34 56", "bel [verborgen_telefoon]"),
        ("roos heeft hem gezien", "[verborgen_naam] heeft hem gezien"),
        ("de mama van roos is ziek", "de mama van [verborgen_naam] is ziek"),
        ("gesprek met els over de kinderen", "gesprek met [verborgen_naam] over de kinderen"),
        ("meneer bakker heeft haar geslagen", "meneer [verborgen_naam] heeft haar geslagen"),
        ("jan de bruyn ziet zijn kinderen niet", "[verborgen_naam] ziet zijn kinderen niet"),
        ("vader de bruyn ontkent", "vader [verborgen_naam] ontkent"),
        ("De Wit is opgenomen", "[verborgen_naam] is opgenomen"),
        ("Hamza B. zit vast", "[verborgen_naam] zit vast"),
        ("J.V. heeft haar kindje achtergelaten", "[verborgen_naam] heeft haar kindje achtergelaten"),
        ("karma is 6 en eet niet", "[verborgen_naam] is 6 en eet niet"),
        ("kinderen: lou, fee en storm", "kinderen: [verborgen_naam], [verborgen_naam] en [verborgen_naam]"),
        ("ze woont kerkwegel 12", "ze woont [verborgen_adres]"),
        ("adres is oude heirbaan 6a, vochtig", "adres is [verborgen_adres], vochtig"),
        ("gezin woont in mol", "gezin woont in [gemeente_in_antwerpen]"),
        ("gestort op NL91ABNA0417164300", "gestort op [verborgen_rekening]"),
        ("baby gaat naar creche de kabouters", "baby gaat naar [verborgen_organisatie]"),
        ("nul vier zeven nul twaalf drie vier vijf zes", "[verborgen_telefoon]"),
    ],
)
def test_placeholders(tekst: str, verborgen: str) -> None:
    assert verberg(tekst).tekst == verborgen


@pytest.mark.parametrize(
    "tekst",
    [
        "hij is 8 jaar", "baby van 8 weken", "zot van dino's", "de peuter is gevallen", "mevrouw toch", "mevr X heeft twee kinderen",
        "ze woont samen met 3 kinderen", "ze woont daar al 3 jaar", "huisbezoek om 10u", "lente is in aantocht", "de school de kinderen laat halen",
        "hij neemt Invega", "speelt heel de dag Brawl Stars", "ze is 7 maanden zwanger", "3,5 jaar", "een kind van 8 jaar",
        "ze is in mei bevallen", "elke maandag is hij dronken", "om 14u30", "van 9.00 tot 12.30 uur", "in 2019",
        "24/7 bereikbaar", "50/50 verblijf", "op een schaal van 0 tot 10 een 4", "stap 1, 2 en 3 zijn klaar",
        "artikel 458bis", "volgens het decreet van 12 juli 2013", "schooljaar 2025-2026", "1850 euro",
        "bel 112 of 101", "1712 of 1813", "Awel is 102 en Tele-Onthaal 106", "116000 is Child Focus",
        "VK", "OCJ", "CAW", "Kindreflex", "VECK", "Huis van het Kind", "welk VK is bevoegd voor Genk?",
        "wat schreef Gray", "de voorwaarden van Zijlstra", "Bartels over scheiding", "mama en papa", "in Limburg",
        "ik werk in Brussel", "ge moet da nie doen", "kheb efkes gewacht", "vragne aan de mama", "mijn clietn zegt niks",
        "Jan en alleman weet het", "Nadine Burke Harris", "en of!", "hoe begin ik het gesprk", "ik ben zijn moeder", "Hij kijkt Paw Patrol",
        "[verborgen_naam] woont in [gemeente_in_limburg]", "'k Ben wat bang voor de papa", "'k Peinze da ze liegt",
        "folderke voor de papa?", "ge ziet het aan zijn oogskes enzo", "wuk moe 'k doen ofzo",
        "Depakine en kinderwens", "ze steelt Pampers in de Aldi", "bellen bij suicidegedachten", "de driehoek van Karpman",
    ],
)  # fmt: skip
def test_harmless_stays(tekst: str) -> None:
    uit = verberg(tekst)
    assert (uit.tekst, uit.stukken) == (tekst, ())


def test_spans_are_characters_of_the_original() -> None:
    tekst = "\u200bSibel \U0001f600 belde J. Peeters (0470 12 34 56) in Genk"
    uit = verberg(tekst)
    assert [tekst[s.start : s.eind] for s in uit.stukken] == ["Sibel", "J. Peeters", "0470 12 34 56", "Genk"]
    opgebouwd, pos = "", 0
    for stuk in uit.stukken:
        opgebouwd += tekst[pos : stuk.start] + stuk.plaatshouder()
        pos = stuk.eind
    assert opgebouwd + tekst[pos:] == uit.tekst


def test_public_contacts_come_from_the_contact_data(tmp_path: Path) -> None:
    (tmp_path / "vk.yml").write_text('tekst: "bel 03 123 45 67 of mail info@dienst.be"')
    assert {"031234567", "info@dienst.be", "112", "1712"} <= lijsten.openbare_contacten(tmp_path)


def test_a_failing_model_is_not_swallowed() -> None:
    def kapot(tekst: str) -> list[tuple[int, int, str]]:
        raise RuntimeError("model")

    with pytest.raises(RuntimeError):
        verberg("en toen zei Xhemilo niets", kapot)


def test_threads_agree() -> None:
    teksten = ["Lotte belt met mevr Yildirim", "stap 2 is klaar", "bel 0470 12 34 56"] * 10
    verwacht = [verberg(t) for t in teksten]
    uit: dict[int, list[object]] = {}

    def werk(nummer: int) -> None:
        uit[nummer] = [verberg(t) for t in teksten]

    draden = [threading.Thread(target=werk, args=(i,)) for i in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(uit) == 4
    assert all(u == verwacht for u in uit.values())


STUKJES = st.sampled_from(
    ["Lotte", "mevr", "de smet", "el khattabi", "Genk", "in", "haar mama", "en", "0470 12 34 56", "4 mei 1990", "\n", "' ", "zegt", "Xhemil",
     "J.", "[verborgen_naam]", "[gemeente_in_limburg]", "CAW", "De Kempen", "Kapelstraat 14", "@els_x", "jan@x.be", "\u200b", "BE68", "stap 2"]
)  # fmt: skip
BERICHT = st.one_of(
    st.text(max_size=80), st.lists(STUKJES, max_size=9).map(" ".join), st.lists(STUKJES, max_size=9).map("".join)
)


@ruim
@given(BERICHT)
def test_never_crashes_and_twice_is_once(tekst: str) -> None:
    uit = verberg(tekst)
    # With the model given: without, the outcome of a moment ago is remembered.
    opnieuw = verberg(uit.tekst, herkenner())
    assert opnieuw.tekst == uit.tekst
    assert not opnieuw.stukken
    eind = 0
    for stuk in uit.stukken:
        assert eind <= stuk.start < stuk.eind <= len(tekst)
        eind = stuk.eind


def test_what_came_out_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second net looks at the text of the first, a moment later."""
    gezocht: list[str] = []
    echt = verbergen.verberg_met

    def tel(tekst: str, *rest: Any) -> verbergen.Verborgen:
        gezocht.append(tekst)
        return echt(tekst, *rest)

    monkeypatch.setattr(verbergen, "verberg_met", tel)
    monkeypatch.setattr(verbergen, "_ONTHOUD", 2)
    uit = verberg("Xhemil belt 0470 12 34 56 voor de kanariestap").tekst
    assert verberg(uit).tekst == uit
    assert verberg(f"{uit} en Lotte").tekst != f"{uit} en Lotte", "one word more is another text"
    assert len(gezocht) == 2
    for anders in ("een", "twee"):
        verberg(anders)
    assert verberg(uit).tekst == uit
    assert len(gezocht) == 5, "it forgets, and then searches"


CIJFERS = st.text("0123456789", min_size=8, max_size=8)
SCHEIDING = st.sampled_from(["", " ", ".", "/", "-"])
RAND = st.sampled_from(["", "en ze zegt niks", "klopt dat?", "Mvg", "stap 2 is klaar", "mijn cliënt wil niet"])


def groepen(cijfers: str, maten: tuple[int, ...], scheiding: str) -> str:
    delen, pos = [], 0
    for maat in maten:
        delen.append(cijfers[pos : pos + maat])
        pos += maat
    return scheiding.join(delen)


@ruim
@given(CIJFERS, SCHEIDING, st.sampled_from(["gsm", "tel", "tel.", "bel", "telefoonnummer:", "nummer is"]), RAND, RAND)
def test_announced_telephone_never_leaks(cijfers: str, scheiding: str, woord: str, voor: str, na: str) -> None:
    nummer = groepen("04" + cijfers, (4, 2, 2, 2), scheiding)
    uit = verberg(f"{voor} {woord} {nummer} {na}").tekst
    assert not re.search(r"\d{2}[ ./-]?\d{2}", uit), uit


@ruim
@given(st.from_regex(r"[a-z][a-z0-9._]{2,12}[a-z0-9]@[a-z]{3,10}\.(be|com|nl)", fullmatch=True), RAND, RAND)
def test_announced_mail_never_leaks(adres: str, voor: str, na: str) -> None:
    assert adres not in verberg(f"{voor} mail: {adres} {na}").tekst


@ruim
@given(st.text("0123456789", min_size=14, max_size=14), SCHEIDING, RAND, RAND)
def test_announced_iban_never_leaks(cijfers: str, scheiding: str, voor: str, na: str) -> None:
    uit = verberg(f"{voor} iban BE{groepen(cijfers, (2, 4, 4, 4), scheiding)} {na}").tekst
    assert not re.search(r"\d{3}", uit), uit


@ruim
@given(
    st.text("0123456789", min_size=11, max_size=11), st.booleans(), st.sampled_from(["rr", "insz:", "rijksregisternummer", "NISS"]), RAND, RAND
)  # fmt: skip
def test_announced_national_number_never_leaks(cijfers: str, punten: bool, woord: str, voor: str, na: str) -> None:
    c = cijfers
    nummer = f"{c[:2]}.{c[2:4]}.{c[4:6]}-{c[6:9]}.{c[9:]}" if punten else c
    uit = verberg(f"{voor} {woord} {nummer} {na}").tekst
    assert not re.search(r"\d{2}", uit), uit


def test_placeholders_are_known() -> None:
    for plaatshouder in (*PLAATSHOUDERS.values(), *(f"[gemeente_in_{p}]" for p in PROVINCIES)):
        assert PLAATSHOUDER.fullmatch(plaatshouder)
    assert {p for p in lijsten.lijsten().plaatsen.values() if p} <= set(PROVINCIES)


@pytest.mark.parametrize(
    ("tekst", "blijft"),
    [
        ("elle est sur le toit avec la petite et elle ne répond plus", ()),
        ("Elle répète que tout va bien, je la crois", ()),
        ("I'm on the ward and a father just ran in", ()),
        ("It's over, they're home now", ()),
        ("She is on the other line with my colleague", ()),
        ("Elle me demande si Pierre peut venir", ("Pierre",)),
        ("She says Mary hit the child", ("Mary",)),
        ("met Elle en Line gesproken", ("Elle", "Line")),
        ("An had het over haar dochter", ("An",)),
    ],
)
def test_words_of_another_language_are_no_names(tekst: str, blijft: tuple[str, ...]) -> None:
    """Seen to fail: "elle", "line" and "they're" were hidden, and the message was not understood."""
    uit = verberg(tekst).tekst
    assert ("[verborgen_naam]" in uit) == bool(blijft)
    assert not [naam for naam in blijft if naam in uit]
