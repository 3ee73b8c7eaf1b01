"""Facts in a sentence: step numbers, judgements, sector, age, province.

Deterministic, and strict on purpose: these facts change the case state whatever the
classifier thinks, so only wordings that leave no doubt are taken here. Looser wordings
("ik heb er geen goed oog in") come from the classifier, as a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Feitveld = Literal[
    "stap_klaar", "stap_niet_klaar", "stap_genoemd", "stap_gevraagd", "stap_fout",
    "kinderen", "pluis", "verontrustend", "bereid", "gevaar_geweken",
    "sector", "sector_eigen", "leeftijd", "provincie", "residentieel", "zwanger",
]  # fmt: skip


@dataclass(frozen=True)
class Feit:
    """One fact and where in the text it stands (character offset, blanks taken as one)."""

    veld: Feitveld
    waarde: str
    plaats: int


@dataclass(frozen=True)
class Deelzin:
    """A clause, with what keeps it from being a plain statement."""

    tekst: str
    begin: int
    vraag: bool
    onzeker: bool

    @property
    def stelling(self) -> bool:
        return not (self.vraag or self.onzeker)


_GRENS = re.compile(
    r"[;!?\n]+|(?<!\b\w)(?<!\bnr)\.+(?=\s|$)|,(?!\s*(?:\d|en\b|één|twee|drie|vier|vijf|zes|stap))|\b(?:maar|dus|want|alleen(?! (?:al )?volwassen))\b|\ben (?=nu\b|dan\b|wat\b|hoe\b|toch\b)"
)
_VRAAGBEGIN = re.compile(
    r"^\W*(?:en |ja |ok[eé]? |nee |dan |maar |seg |zeg |allee |dus )*"
    r"(?:wat|wa|hoe|oe|wie|waar\w*|wanneer|welke?|waarom|hoeveel|heb je|hebt ge|kunde|kunt ge|zoude|moette|geef|doe je|bestaat|"
    r"(?:is|zijn|heeft|kan|kun|mag|moet|moe|zou|wordt|weet|was)\s+(?:ik|je|jij|u|ge|gij|ze|zij|hij|het|da|dat|dit|'t|we|wij|er|die|de|een|mijn|men|zo'n|iemand)\b)\b"
)
_ONZEKER = re.compile(
    r"\b(?:als|indien|stel(?: dat)?|zodra|pas wanneer|hoe weet ik|of (?:het|da|dat|dit|'t|ze|hij|de|er)|"
    r"of (?:niet|nie)\W*$|weet (?:ik )?(?:het |nog )?niet|twijfel\w*|misschien|zou kunnen|denk je|vind je|volgens jou|wil zeggen|betekent|bedoel\w*|verschil)\b"
)


_NIET = re.compile(r"\b(?:neit|nit|niett|niwt)\b(?= (?:meer |echt |zo |helemaal )?(?:pluis|klaar|gedaan|gebeurd|bereid|verontrustend|afgerond|veilig)\b)")
"""A slip of the finger that would turn a judgement into its opposite."""


def _laag(tekst: str) -> str:
    """Lower case, with single blanks, "niet" mended: the patterns below count on it."""
    return _NIET.sub("niet", re.sub(r"[^\S\n]+", " ", tekst.lower()))


def deelzinnen(tekst: str) -> tuple[Deelzin, ...]:
    """The clauses of a message, in order."""
    laag = _laag(tekst)
    uit: list[Deelzin] = []
    begin = 0
    for m in [*_GRENS.finditer(laag), None]:
        eind = m.start() if m else len(laag)
        stuk = laag[begin:eind]
        if stuk.strip():
            vraagteken = bool(m and "?" in m.group())
            vraag = vraagteken or bool(_VRAAGBEGIN.match(stuk))
            uit.append(Deelzin(stuk, begin, vraag, bool(_ONZEKER.search(stuk))))
        begin = m.end() if m else eind
    return tuple(uit)


_TELWOORD = {
    "nul": 0, "een": 1, "één": 1, "ene": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7,
    "1e": 1, "1ste": 1, "2e": 2, "2de": 2, "3e": 3, "3de": 3, "4e": 4, "4de": 4, "5e": 5, "5de": 5, "6e": 6, "6de": 6,
}  # fmt: skip
_GETAL = r"(?:\d{1,2}|nul|één|een|twee|drie|vier|vijf|zes|zeven|acht)"
_RANG = r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|[1-6](?:e|de|ste))"
_BIND = r"\s*(?:,|\+|&|/|en ook|alsook|en|,\s*en|-|–|t\.?\s?e\.?\s?m\.?|t/m|tot en met|tot)?\s*(?:stap\s*|s(?=\d)|de\s+)?"
_STAPLIJST = re.compile(rf"\b(?:stap(?:pen|je)?|stp|stpa|satp|s(?=\s?\d\b))\s*\.?\s*(?:nr\.?\s*)?({_GETAL}\b(?:{_BIND}{_GETAL}\b)*)")
_RANGLIJST = re.compile(rf"\b({_RANG}(?:\s*(?:,|en)\s*(?:de\s+)?{_RANG})*)\s+stap(?:pen)?\b")
_RANG_LOS = re.compile(rf"\b(?:die|deze|dees)\s+({_RANG})(?=\s*(?:heb|is|was|moet|mag|staat|nog|ook|al|inderdaad|[,.!?]|$))")
_EERSTE_N = re.compile(rf"\b(?:eerste|1ste)\s+({_GETAL})\s*(?:stappen)?\b")
_ALLE = re.compile(r"\b(?:alle|de)\s+(?:6|zes)\s+stappen\b|\balle(?:maal)?\s+(?:6|zes|stappen)\b")
_STANDAARD = re.compile(r"\b(?:de\s+)?(?:drie\s+)?standaard(?:e)?\s?stappen\b")
_KALE_LIJST = re.compile(r"^\W*([1-6](?:(?:\s*(?:,\s*en|,|\+|&|/|en|-|t\.?e\.?m\.?)\s*|\s+)[1-6])*)\b(?!\s*(?:kind|jaar|maand|week|weken|dag|uur|keer|x\b|van|%|op))")
_BEREIK = re.compile(r"-|–|t\.?\s?e\.?\s?m|t/m|tot")

_KLAAR = re.compile(
    r"\b(?:gedaan|gebeurd|klaar|afgerond|afgewerkt|voltooid|rond|achter de rug|in orde|inorde|doorlopen|gezet|besproken|bevraagd|"
    r"afgevinkt|aangevinkt|done|check|gelukt|ok|oke|oké|okee|okay|zit erop|zit er op|is er ?door|erdoor|gehad|afgesloten|geklaard|gefikst|"
    r"uitgevoerd|gezien|vink\w*|v|✓|ge?daan|gedan|af|binnen|gepasseerd|hebben we|heb ik)\b|✅|✔"
)
_NIET_KLAAR = re.compile(
    r"\b(?:(?:nog|toch|eigenlijk|bijlange)?\s*(?:niet|nie|ni)\s+(?:helemaal |echt |goed |volledig |meer )?(?:gedaan|gebeurd|klaar|afgerond|afgewerkt|rond|af|ok|oké|gelukt|in orde|gezet|besproken)|"
    r"nog niet|toch niet|toch nie|nog nie|vergeten|overgeslagen|te vroeg|te rap|terug op(?:en)?|weer open|terug open|heropen\w*|zet .{0,25}terug|"
    r"herroep\w*|schrap\w*|per ongeluk|verkeerd|vergist|ten onrechte|foutief|nog te doen|moet nog|staat nog open|nog open|ontvink\w*|vink .{0,20} uit|maak .{0,20}ongedaan|ongedaan)\b"
)
_KAAL_NIET = re.compile(r"#\s+(?:is |zijn |nog |toch )*(?:niet|nie|ni)\W*$")
""" "Stap 1 is klaar en stap 2 niet": nothing else is said of the mention."""
_TOEKOMST = re.compile(
    r"\b(?:morgen|straks|binnenkort|volgende week|volgend gesprek|ga ik|ga 'k|ik ga|zal ik|ik zal|wil ik|ik wil|ik wou|ben ik van plan|plan ik|voorbereiden|bezig|start ik|begin ik|overweeg)\b"
)


def _getallen(lijst: str) -> list[int]:
    delen = re.findall(rf"{_RANG}|{_GETAL}", lijst)
    nummers = [int(d) if d.isdigit() else _TELWOORD[d] for d in delen]
    if len(nummers) == 2 and nummers[0] < nummers[1] and _BEREIK.search(lijst):
        return list(range(nummers[0], nummers[1] + 1))
    return nummers


def _stapvermeldingen(laag: str) -> list[tuple[int, int, list[int]]]:
    """(begin, end, numbers) of every mention of steps, not overlapping."""
    uit: list[tuple[int, int, list[int]]] = []

    def voeg_toe(m: re.Match[str], nummers: list[int]) -> None:
        if all(m.end() <= b or m.start() >= e for b, e, _ in uit):
            uit.append((m.start(), m.end(), nummers))

    for m in _EERSTE_N.finditer(laag):
        if "stappen" in m.group() and 2 <= (n := _getallen(m.group(1))[0]) <= 6:
            voeg_toe(m, list(range(1, n + 1)))
    for m in _STANDAARD.finditer(laag):
        voeg_toe(m, [1, 2, 3])
    for m in _ALLE.finditer(laag):
        voeg_toe(m, [1, 2, 3, 4, 5, 6])
    for patroon in (_STAPLIJST, _RANGLIJST, _RANG_LOS):
        for m in patroon.finditer(laag):
            voeg_toe(m, _getallen(m.group(1)))
    if not uit and (k := _KALE_LIJST.match(laag)) and _KLAAR.search(laag[k.end() : k.end() + 30]):
        voeg_toe(k, _getallen(k.group(1)))
    return sorted(uit)


def _stapfeiten(laag: str, zinnen: tuple[Deelzin, ...]) -> Iterator[Feit]:
    vermeldingen = _stapvermeldingen(laag)
    for i, (begin, eind, nummers) in enumerate(vermeldingen):
        zin = next((z for z in reversed(zinnen) if z.begin <= begin), None)
        if zin is None:
            continue
        # What is said of this mention: its clause, up to the next mention in it.
        tot = min(zin.begin + len(zin.tekst), vermeldingen[i + 1][0] if i + 1 < len(vermeldingen) else len(laag))
        vanaf = max(zin.begin, vermeldingen[i - 1][1] if i else 0)
        rest = laag[vanaf:begin] + " # " + laag[eind : max(tot, eind)]
        soort = _toestand(rest, zin, laag[eind:])
        for n in nummers:
            if 1 <= n <= 6:
                yield Feit(soort, str(n), begin)
            else:
                yield Feit("stap_fout", str(n), begin)


def _toestand(rest: str, zin: Deelzin, erna: str) -> Feitveld:
    if zin.vraag or zin.onzeker:
        return "stap_gevraagd"
    if _NIET_KLAAR.search(rest) or _KAAL_NIET.search(rest):
        return "stap_niet_klaar"
    if _TOEKOMST.search(rest):
        return "stap_gevraagd"
    # "stap 1, stap 2 en stap 3: gedaan": the marker may stand behind the last mention.
    if _KLAAR.search(rest) or re.match(r"\s*(?:,|en|\+|:)?\s*(?:stap|s)\s*\d.*?(?:gedaan|klaar|ok|achter de rug)", erna):
        return "stap_klaar"
    return "stap_genoemd"


# A whole step reported by what it is, instead of by its number.
_HELE_STAP: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("1", re.compile(r"\bgesprek over (?:de|zijn|haar|hun) (?:kinderen|kids|ouderschap)\b.{0,30}\b(?:gebeurd|gedaan|gehad|gevoerd|achter de rug|ok)\b|\b(?:kinderen|ouderschap)\b.{0,12}\bbesproken\b|\bgesprek over (?:de )?(?:kinderen|ouderschap)\b.{0,10}(?:gevoerd|gehad)")),
    ("2", re.compile(r"\bveiligheid\b.{0,40}\b(?:bevraagd|gepeild|nagevraagd|afgetoetst|besproken|overlopen)\b|\bgepeild naar\b.{0,15}\b(?:veiligheid|welzijn)\b")),
    ("3", re.compile(r"\b(?:ondersteund|gesteund)\b.{0,15}\bin (?:zijn|haar|hun|de) (?:rol als|ouder)")),
    ("5", re.compile(r"\bveiligheid\b.{0,20}\b(?:is|weer|terug)?\s*hersteld\b")),
    ("6", re.compile(r"\b(?:gemandateerde voorziening|vk|ocj|vertrouwenscentrum|ondersteuningscentrum)\b.{0,20}\b(?:betrokken|ingeschakeld)\b|\baangemeld bij (?:het )?(?:vk|ocj)\b")),
)  # fmt: skip

_NEG = r"(?:niet|nie|ni|geen|gene|nooit|ook niet)"
_PLUIS = re.compile(rf"\b(?:({_NEG})[\s-]+(?:echt |helemaal |zo |meer |goed |altijd |volledig )?)?(?:({_NEG})[\s-]*)?pluis(?:gevoel|heid)?\b")
# The same judgement without the word: (pattern, verdict), the more telling first.
_GEVOEL: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\b(?:ver|be)trouw(?:en (?:we|wij))?\s+(?:het|da|dat|dit|'t|die|de)\b.{{0,14}}\b{_NEG}\b|\b{_NEG}\b.{{0,12}}\b(?:te (?:ver|be)trouwen|gerust(?: in)?)\b"), "nee"),
    (re.compile(r"\b(?:geen|gene|niet zo'n|nie zo'n) goe[di]e? ?gevoel\b|\b(?:slecht|raar|vreemd|onbehaaglijk|ongemakkelijk|wrang) gevoel\b|\b(?:er )?klopt (?:hier |er |daar )?iets (?:niet|nie)\b"), "nee"),
    (re.compile(r"\b(?:ver|be)trouw (?:het|da|dat|dit|'t) (?:wel|helemaal|volledig)\b|\b(?:ben|voel me) (?:er |hier |wel |nu |daar )*gerust\b|\bgoe[di]e? ?gevoel (?:bij|over)\b"), "ja"),
)
_VERONTRUSTEND = re.compile(rf"\b(?:({_NEG})\s+(?:echt |zo |als |meer |sprake (?:is )?van (?:een )?|reden (?:tot|voor) |signalen van |tekens? van )?)?(?:({_NEG})[\s-]*)?verontrust(?:end|ing)e?\b")
_BEREID = re.compile(rf"\b(?:({_NEG})\s+(?:echt |meer |langer )?)?(?<!\bik )bereid(?:heid)?\b(?!\s*(?:eten|maaltijd|ik)\b)")
_WEL_BEREID = re.compile(r"\b(?:is|zijn|toont zich|tonen zich|wel|nu|toch|was|zegt|niet|nie|geen|gene|meer)\b.{0,25}\bbereid\b|^\W*bereid\W*$|\b(?:geen|gene|wel) bereidheid\b|\bbereidheid\b.{0,10}\b(?:is er|ja|nee|aanwezig|ontbreekt)\b")
_NOG_ONVEILIG = re.compile(r"\b(?:blijft (?:het |'t )?(?:thuis )?(?:niet |nie |on)veilig|nog (?:altijd |steeds )?(?:niet|nie) veilig|afspraken (?:worden|zijn) (?:niet|nie) (?:nagekomen|gevolgd|gerespecteerd))\b")
_TEAM_BESLIST = re.compile(r"\b(?:team|beslist|beslissing|besluit|besloten|overleg|conclusie|samen|we vinden|wij vinden|vinden het|oordeel|is|blijft|zeker|toch|wel)\b|^\W*(?:niet |nie |toch |wel )*verontrustend\W*$")
_GEEN_KINDEREN = re.compile(
    r"\b(?:(?:heeft|hebben|heef|heb|zijn|is|kreeg|zonder)\s+(?:er\s+|zelf\s+|ook\s+|echt\s+|zeker\s+|hier\s+|nog\s+)*)?(?:geen|gene|gin)\s+(?:eigen\s+|minderjarige\s+|enkele?\s+)?(?:kinderen|kids|kind)\b(?!\s*(?:meer\s+)?(?:betrekken|mee|bij|in gevaar|erbij|opvang|geslagen|afpakken))|\bkinderloos\b|\bkinderloze\b|"
    r"\b(?:alleen|enkel) (?:al )?volwassen kinderen\b"
)
_KIND = r"(?:kind(?:eren|je|jes)?|kids|zoon(?:tje)?|zonen|dochter(?:tje)?s?|baby(?:tje)?|peuter(?:tje)?|kleuters?|tieners?|pubers?|tweeling|pleegkind(?:eren)?|pluskind(?:eren)?|stiefkind(?:eren)?)"
_WEL_KINDEREN = re.compile(
    rf"\b(?:mama|papa|moeder|vader|ouder|cli[eë]nt|pati[eë]nt)s? (?:van|met) (?:een|één|twee|drie|vier|vijf|zes|\d)\b(?! jaar| maand)"
    rf"|\b(?:heeft|hebben)\b[^?]{{0,20}}\b(?:een|één|ene|twee|drie|vier|vijf|zes|zeven|\d|jonge|kleine|minderjarige|wel|pleeg)\s+(?:jonge |kleine |minderjarige )?{_KIND}\b"
    r"|\b(?:is|blijkt|ze's|'s)\s+(?:\d+ (?:weken|maand\w*) |nu |ook |wel |weer |terug |pas |hoog)?(?:zwanger|in verwachting)\b|\bverwacht(?:en)? (?:een |haar |hun |zijn |weer een )(?:\w+ )?(?:kind|kindje|baby)\b"
    r"|\b(?:zorgt|past|zorgen) (?:mee |soms |af en toe |deels |ook )*(?:voor|op) (?:de |het |haar |zijn |hun |een )?(?:klein)?(?:kinderen|kindjes?|kind|neefje|nichtje|kleinzoon|kleindochter)\b"
)
_GEWEKEN = re.compile(r"\bgevaar\b.{0,25}\b(?:geweken|voorbij|over|weg|gedaan)\b|\bniet (?:meer )?acuut(?: meer)?\b|\bgeen (?:acuut )?gevaar meer\b|\bniet meer in gevaar\b")

_SECTOR: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("spoed", re.compile(r"\b(?:spoed(?:dienst|gevallen|arts|verpleegkundige|afdeling)?|urgentie(?:dienst)?)\b")),
    ("justitiehuis", re.compile(r"\b(?:justitiehuis|justitieassistent\w*|jh|justitiabele)\b")),
    ("gevangenis", re.compile(r"\b(?:gevangenis|psd|penitentiair\w*|gedetineerd\w*|detentie|de cel)\b")),
    ("caw", re.compile(r"\bcaw\b")),
    ("huisarts", re.compile(r"\b(?:huisarts\w*|wachtpost|artsenpraktijk)\b")),
    ("ggz", re.compile(r"\b(?:ggz|cgg|paaz|psychiatri\w*|msoc|mobiel crisisteam|verslavingszorg)\b")),
    ("ziekenhuis", re.compile(r"\b(?:ziekenhuis|kraamafdeling|materniteit|hospitaal)\b")),
)
_EIGEN_WERK = re.compile(
    r"\b(?:ik werk|wij werken|we werken|werk ik|ik ben|wij zijn|we zijn|hier (?:op|in|bij)|bij ons|ons|onze|ik zit|'k werk|kwerk|kben|als)\b.{0,40}$"
)
_LEEFTIJD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("0-3", re.compile(r"\b(?:baby\w*|zuigeling\w*|peuters?|peutertje|pasgeboren\w*|dreumes\w*|borelingske|kraambed)\b")),
    ("3-6", re.compile(r"\b(?:kleuters?|kleuterke|kleutertje|kleuterklas|kleuterschool)\b")),
    ("6-12", re.compile(r"\b(?:lagere school|basisschool|schoolkind\w*|lagereschoolkind\w*|schoolgaand kind)\b")),
    ("12+", re.compile(r"\b(?:pubers?|tieners?|adolescent\w*|middelbaar|jongeren?|12\+|12-plusser\w*)\b")),
)  # fmt: skip
_JAREN = re.compile(r"\b(\d{1,2})\s*(?:-?\s*jarigen?|jaar|j\b|jr)|\b(\d{1,2})\s*(?:maand|maanden|mnd|weken)\b|\b(?:kind|zoon|zoontje|dochter|dochtertje|jongen|meisje|kleine|manneke) van (\d{1,2})\b(?!\s*(?:maand|weken))")
_PROVINCIE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("oost_vlaanderen", re.compile(r"\b(?:oost[\s_-]?vl\w*|o-vl|ovl|gent)\b|in_oost_vlaanderen")),
    ("west_vlaanderen", re.compile(r"\b(?:west[\s_-]?vl\w*|w-vl|wvl|brugge|kortrijk)\b|in_west_vlaanderen")),
    ("vlaams_brabant", re.compile(r"\b(?:vlaams[\s_-]?brabant|vl-br|vlbr|leuven)\b|in_vlaams_brabant")),
    ("antwerpen", re.compile(r"\b(?:antwerpen|mechelen|turnhout|kempen)\b|in_antwerpen")),
    ("limburg", re.compile(r"\b(?:limburg|hasselt|genk)\b|in_limburg")),
    ("brussel", re.compile(r"\bbrussel\b|in_brussel")),
)
_RESIDENTIEEL = re.compile(r"\b(?:opgenomen|opname|residentieel|residenti[eë]le|gehospitaliseerd|gedetineerd|detentie|verblijft (?:hier|bij ons|op))\b")
_ZWANGER = re.compile(r"\b(?:zwanger\w*|in verwachting|ongeboren|verwacht een kind)\b")


def leeftijdsgroep(jaren: int) -> str:
    """The age band (0-3, 3-6, 6-12, 12+) of an age in years."""
    return "0-3" if jaren < 3 else "3-6" if jaren < 6 else "6-12" if jaren < 12 else "12+"


def _oordeel(patroon: re.Pattern[str], zin: Deelzin) -> tuple[str, int] | None:
    """"ja" or "nee" by the number of negations before the word; the last mention counts."""
    treffers = list(patroon.finditer(zin.tekst))
    if not treffers:
        return None
    m = treffers[-1]
    ontkend = sum(g is not None for g in m.groups())
    # A negation that stands apart: "het is volgens mij niet echt pluis" is caught above,
    # "pluis is het niet" here.
    if not ontkend and re.match(r"\s*(?:is|was|vind ik|voelt)\s+(?:het|dat|da|'t)\s*(?:echt |zeker )?(?:niet|nie)\b", zin.tekst[m.end() :]):
        ontkend = 1
    return ("nee" if ontkend % 2 else "ja"), zin.begin + m.start()


def _zinfeiten(zin: Deelzin) -> Iterator[Feit]:
    """Judgements that a statement makes."""
    if not zin.stelling:
        return
    for stap, patroon in _HELE_STAP:
        if (m := patroon.search(zin.tekst)) and not re.search(r"\b(?:niet|nie|geen|nog te)\b", zin.tekst) and not _TOEKOMST.search(zin.tekst):
            yield Feit("stap_klaar", stap, zin.begin + m.start())
    if oordeel := _oordeel(_PLUIS, zin):
        yield Feit("pluis", *oordeel)
    else:
        gevoel = (Feit("pluis", waarde, zin.begin + m.start()) for p, waarde in _GEVOEL if (m := p.search(zin.tekst)))
        yield from list(gevoel)[:1]
    if _TEAM_BESLIST.search(zin.tekst) and (oordeel := _oordeel(_VERONTRUSTEND, zin)):
        yield Feit("verontrustend", *oordeel)
    if _WEL_BEREID.search(zin.tekst) and (oordeel := _oordeel(_BEREID, zin)):
        yield Feit("bereid", *oordeel)
    if m := _NOG_ONVEILIG.search(zin.tekst):
        yield Feit("bereid", "nee", zin.begin + m.start())
    if m := _GEEN_KINDEREN.search(zin.tekst):
        yield Feit("kinderen", "nee", zin.begin + m.start())
    if m := _WEL_KINDEREN.search(zin.tekst):
        yield Feit("kinderen", "ja", zin.begin + m.start())
    if m := _GEWEKEN.search(zin.tekst):
        yield Feit("gevaar_geweken", "ja", zin.begin + m.start())


def _context(laag: str) -> Iterator[Feit]:
    """What colours the answer without being a report: sector, age, province."""
    for sector, patroon in _SECTOR:
        if m := patroon.search(laag):
            eigen = bool(_EIGEN_WERK.search(laag[: m.start()]))
            yield Feit("sector_eigen" if eigen else "sector", sector, m.start())
            break
    jaren = _JAREN.search(laag)
    if jaren and (aantal := jaren.group(1) or jaren.group(3)) is not None and int(aantal) < 18:
        yield Feit("leeftijd", leeftijdsgroep(int(aantal)), jaren.start())
    elif jaren and jaren.group(2):
        yield Feit("leeftijd", "0-3", jaren.start())
    else:
        for groep, patroon in _LEEFTIJD:
            if m := patroon.search(laag):
                yield Feit("leeftijd", groep, m.start())
                break
    for provincie, patroon in _PROVINCIE:
        if m := patroon.search(laag):
            yield Feit("provincie", provincie, m.start())
            break
    if m := _RESIDENTIEEL.search(laag):
        yield Feit("residentieel", "ja", m.start())
    if m := _ZWANGER.search(laag):
        yield Feit("zwanger", "ja", m.start())


def feiten(tekst: str) -> tuple[Feit, ...]:
    """All facts of a message, in the order in which they stand in it."""
    laag = _laag(tekst)
    zinnen = deelzinnen(tekst)
    gevonden = [*_stapfeiten(laag, zinnen), *_context(laag)]
    genummerd = {f.waarde for f in gevonden if f.veld in ("stap_klaar", "stap_niet_klaar")}
    for zin in zinnen:
        gevonden += [
            f for f in _zinfeiten(zin) if not (f.veld == "stap_klaar" and (f.waarde in genummerd or genummerd))
        ]
    return tuple(sorted(gevonden, key=lambda f: f.plaats))
