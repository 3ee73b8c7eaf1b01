"""What has a shape of its own: addresses of mail and web, account and identity numbers, dates, telephones, streets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import phonenumbers
from stdnum import iban
from stdnum.be import bis, nn

from privacy.lijsten import Lijsten, nationaal, norm
from privacy.soorten import Label, Stuk

EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"'|]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w.-]+(?:\s(?:punt|dot)\s[\w-]+)?\s?(?:\(at\)|\[at\]|(?<=\s)at(?=\s)|ape?n?staartje)\s?[\w-]+(?:\s?(?:\.|\bpunt\b|\bdot\b)\s?\w{2,})+",
    re.I,
)
URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"]+|\b[a-z][\w-]*(?:\.[\w-]+)*\.(?:be|com|net|org|nl|eu|me|gg)/[^\s<>\"]+", re.I
)
SOCIAAL = re.compile(
    r"\b(?:facebook|fb|instagram|tiktok|snapchat|twitter|x|linkedin|youtube|twitch|discord|t|wa|vinted|gofundme|gofund|youtu|2dehands|marktplaats)\.\w+/\S"
    r"|/(?:u|user|users|profile?|profiel|gebruiker)/\S",
    re.I,
)
HANDLE = re.compile(
    r"(?<![\w@.])@\w[\w.]{2,}"
    r"|\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|facebook|fb|discord|gamertag|gebruikersnaam|profiel(?:naam)?|nickname)"
    r"(?:account|naam)?\s*(?:is|:|=|als)\s*(?P<na>[\w.]*[\w][\w.]*[_.\d][\w.]*)"
    r"|\b(?=\w*\d)(?=\w*[a-z])[a-z]\w*_\w+\b|(?<![\w.])[\w.]{2,32}#\d{4}\b"
    r"|\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|facebook|fb|discord|roblox|fortnite|playstation|xbox|steam|twitch|telegram|signal)\b(?: [^\W\d_]+){0,4}:? "
    r"(?P<op>(?=[\w.]*[^\W\d_])(?:\w+_\w+|[^\W\d_][\w.]*\.(?=\w*\d)\w+|_\w+|[^\W\d_]{3,}\d{2,}))(?![\w/])",
    re.I,
)
"""The name somebody has online: after "@", after the word for it or the platform, or by its form ("wolfje#4471")."""
IBAN_BE = re.compile(r"\bBE(?:[ .\-]?\d){14}(?!\d)", re.I)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ .\-]?[A-Z0-9]{2,4}){2,8}\b", re.I)
IBAN_AAN = re.compile(
    r"\b(?:iban|rekening(?:nummer|nr)?|rek\.?\s?nr)\b[^\w\n]{0,3}(?:is |nr\.? ?|nummer )?([A-Z]{0,2}\d(?:[ .\-/]?[A-Z0-9]){7,33})",
    re.I,
)
REKENING = re.compile(r"(?<!\d)\d{3}-\d{7}-\d{2}(?!\d)|(?<!\d)(?:\d{4}[ -]){3}\d{4}(?!\d)")
RRN = re.compile(r"(?<![\d+])\d{2}[ .\-/]?\d{2}[ .\-/]?\d{2}[ .\-/]{0,3}\d{3}[ .\-/]{0,2}\d{2}(?!\d)")
RRN_LEESTEKENS = re.compile(r"\d\d[.\-/ ]?\d\d[.\-/ ]?\d\d ?[-. /] ?\d{3} ?[-./ ] ?\d\d")
RRN_WOORD = re.compile(
    r"\b(?:rrn?|insz|niss|bis|rijks\w*|nationaal)\b\W{0,3}(?:nummer|nr|n°|is|van \w+ is|\W){0,4}\W{0,3}$", re.I
)
RRN_AAN = re.compile(
    r"\b(?:rrn?|insz|niss|rijksregister\w*|bis-?nummer)\b\W{0,3}(?:nummer|nr\.?|is|van \w+ is)?\W{0,3}(\d(?:[ .\-/]{0,3}\d){5,12})",
    re.I,
)
MAAND = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|maart|mrt|april|apr|mei|jun[i]?|jul[i]?|augustus|aug|september|sept?|"
    r"okt(?:ober)?|november|nov|december|dec)\b\.?"
)
DAGWOORD = (
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    r"achttien|negentien|(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n)?twintig|(?:eenen)?dertig)"
)
_RANG = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|(?:der|veer|vijf|zes|zeven|acht|negen)tiende|"
    r"(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n)?twintigste|(?:eenen)?dertigste)"
)
_JAAR = rf"(?:(?:19|20)\d{{2}}|(?:twee\s?duizend|negentien(?:\s?honderd)?)(?:[ -]?(?:en )?(?:\w+t(?:ien|ig)|{DAGWOORD}))?|\w+[eë]n\w+tig|\w{{4,}}tig)\b"
DATUM = re.compile(
    r"(?<![\d.,/\-])(?:0?[1-9]|[12]\d|3[01])(?P<s>[-/.])(?:0?[1-9]|1[0-2])(?P=s)(?:'?\d{2}|(?:19|20)\d{2})(?![\d/]|[.,]\d)"
    r"|(?<![\d.,/\-])(?:0?[1-9]|[12]\d|3[01]) ?[-/. ] ?(?:0?[1-9]|1[0-2]) ?[-/. ] ?(?:19|20)\d{2}(?!\d)"
    r"|(?<!\d)(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?<![\d.,/\-])(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?[ \-]?{MAAND}(?:[ \-]?(?:(?:19|20)\d{{2}}|'\d\d)(?!\d))?"
    rf"|\b(?:{DAGWOORD}|{_RANG}) (?:van )?{MAAND} {_JAAR}",
    re.I,
)
DATUM_AAN = re.compile(
    r"(?:\b(?:geb(?:oren|oortedatum|\.)?|jarig|verjaart|dd\.?|d\.d\.|sinds|op|verjaardag|van)|[°*])\W{0,3}(?:is |op |in |: ?)*"
    rf"((?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])(?![\d/%]|[.,-]\d|\s?(?:uur|u\b|kg|jaar|maand|van de))|(?<=in ){MAAND} (?:19|20)\d\d|\d{{8}}(?!\d))",
    re.I,
)
WET = re.compile(
    r"\b(?:wet|decreet|besluit|verdrag|richtlijn|verordening|omzendbrief|kb|resolutie|staatsblad) (?:van |op )?(?:\w+ ){0,2}$",
    re.I,
)
TEL = re.compile(
    r"(?:(?<![\w.,/\-+])|(?<=gsm)|(?<=tel))(?:(?:\+|00)\s?\d{1,3}[\s./()\-]{0,3}(?:\(0\)[\s./-]?)?|[0Oo](?=\d{3}))\d(?:[\s./()_x,\-]{0,3}\d){6,10}(?![\d])"
)
TEL_AAN = re.compile(
    r"\b(?:tel(?:efoon)?(?:nummer|nr)?|gsm(?:-?nummer|-?nr)?|mobiel|nummer|nr|whatsapp|bel(?:t|len)?|bereikbaar|noodnummer)\b"
    r"[^\d\n+]{0,18}(\+?\d(?:[\s./()\-]{0,3}\d){5,13})(?!\d)",
    re.I,
)
_CIJFER = r"(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|\w*(?:tien|twintig|tig))"
TEL_WOORDEN = re.compile(rf"\bnul(?:[ ,.\-]+{_CIJFER}\b){{5,}}", re.I)
PLAAT = re.compile(
    r"\b[0-9]-?[A-Z]{3}-?\d{3}\b|\b[A-Z]{3}-\d{3}\b|\b[1-9] [A-Z]{3} \d{3}\b|\b[1-9]-[a-z]{3}-\d{3}\b|\b[1-9][a-z]{3}\d{3}\b"
)
PLAAT_AAN = re.compile(
    r"\b(?:nummerplaat|plaat|kenteken)\W{0,3}(?:is |van \w+ is |nr )?((?=[\w \-]{0,4}\d)[\dA-Z]{1,4}[- ]?[\dA-Z]{2,4}[- ]?\d{0,4})\b",
    re.I,
)
DOSSIER = re.compile(
    r"\b(?:dossier|dos|zaak|parket|notitie|pv|p\.v\.|referte|referentie|ref|kenmerk|klant|cli[eë]nt|pati[eë]nt|lid|polis|rol|ocj-dossier|"
    r"identiteitskaart|paspoort|kaart|stamboek|aansluitings)(?:nummer|nr|-nr|-nummer|\s?nr|\s?nummer|\s?n°|\s?no)?\b[\s.:=#°]{0,4}(?:is |nr\.? ?|nummer )?"
    r"((?=[\w.\-/]*\d)[A-Z]{0,6}[.\-/]?[\w]+(?:[.\-/][\w]+)*)",
    re.I,
)
KENMERK = re.compile(
    r"\b[A-Z]{1,5}[.\-/]?(?:19|20)\d{2}[.\-/][\w.\-/]*\d\b|\b(?:19|20)\d{2}/(?:[A-Z]{1,5}/)?\d{2,8}\b|\b(?:19|20)\d{2}-(?:[A-Z]{1,5}-)?\d{3,8}\b"
    r"|\b[A-Z]{2}\d{2}\.[A-Z0-9]{1,3}\.\d{3,}(?:[/-]\d{2,4})?|\b[A-Z]{1,4}-?\d{5,}(?:-[A-Z0-9]{1,4})?\b"
    r"|\b[A-Z]{2,5}(?:/[A-Z]{1,5}){0,2}/\d{2,4}[-/.]\d{2,8}\b|(?<![\d.,])\d{7,}(?![\d])"
)
SCHOOLJAAR = re.compile(r"(?:19|20)\d{2}[-/](?:19|20)\d{2}$")
_VOOR = r"(?:\b(?:[A-ZÀ-Ý][\w'’.-]*|[Dd]en?|[Vv]an|[Dd]er|[Tt]er|[Tt]en)\s+){0,4}?"
_EIND = r"(?:straat|laan|steenweg|stwg|baan|dreef|plein|lei|kaai|kade|steeg|singel|boulevard|weg|hof|pad|dries|veld|berg|markt|wijk|park|akker|dijk|gracht|vest|wegel|kouter|straatje|poort|ring|heide|bosch|dorp|str\.)"
_NR = r"(?:\s*,?\s*(?:nr\.?|nummer|huisnummer)?\s*\d{1,4}(?:\s?[a-zA-Z](?![\w]))?(?:\s*(?:,?\s*(?:bus|app\.?|appartement|b\.)|/)\s*\w{1,4})?)"
_POST = r"(?:\s*,?\s*(?:te |in )?(?:B-)?[1-9]\d{3}\s+[^\W\d_][\w'’-]+)?"
STRAAT_NR = re.compile(
    rf"{_VOOR}\b(?P<w>[^\W\d_][\w'’-]*(?i:{_EIND})|Markt|Dorp|Plein|Steenweg|Kaai|Laan|Straat|Baan)(?i:{_NR})"
    rf"(?!\d|\s?(?:jaar|kind|%|keer|maand|uur|weken|dagen)){_POST}"
)
STRAAT = re.compile(
    r"(?P<voor>\b(?:in|op|uit|van|naar|aan|langs) (?:de|het|'t|den) )(?P<rest>(?:[A-ZÀ-Ý][\w'’.-]*\s+){0,3}?(?P<w>[^\W\d_][\w'’-]+(?:straat|laan|steenweg|baan|dreef|plein|lei|kaai|steeg|stwg)))\b"
)
STEENWEG = re.compile(r"\bsteenweg (?:op|naar) [^\W\d_][\w-]+ \d{1,4}\w?\b", re.I)
MET_POSTCODE = re.compile(r"\b(?P<w>[^\W\d_][\w'’-]+) \d{1,4}\w?(?: bus \w+)?,? (?:te |in )?(?:B-)?[1-9]\d{3} [A-ZÀ-Ý][\w'’-]+")
_HUISNR = re.compile(r" nr\.? ?\d{1,4}[a-z]?\b")
_GEMEENTE = re.compile(r",\s*(?P<waar>[A-ZÀ-Ý][\w'’-]+)")
_BIJWOORD = r"(?:(?:oude?|nieuwe|lange|korte|grote|kleine|hoge|lage|oost|west|noord|zuid)\s)"
_WOONT = re.compile(rf"\b(?:woont|wonen|woonde|adres|verblijft|huisbezoek)(?: (?:is|in|op|de|het|nu|daar|te)){{0,3}}:? {_BIJWOORD}?$", re.I)
WOONT_OP = re.compile(
    r"\b(?:woont|wonen|woonde|adres|huisbezoek)(?: is)?(?: (?:in|op|te|nu|thuis))?:?(?: (?:de|het|'t|den))? "
    rf"(?P<waar>{_BIJWOORD}?(?:(?:ter|ten|op|de) )?(?!(?:al|met|nog|een|en|samen|alleen|apart|daar|hier|sinds|maar|van|zo|om|met|bij|over)\b)[^\W\d_][\w'’-]+ "
    r"\d{1,4}(?!u\b)(?:\s?[a-z](?!\w))?(?:\s?(?:,? ?bus |/)\s?\w{1,4})?)(?!\d|[.,:]\d|\s?(?:jaar|j\b|kind|kleine|kids|%|keer|maand|uur|u\b|weken|week|dagen|jongens|meisjes|mensen|kamers|broer|zus))",
    re.I,
)
"""A street that has no word for street: "woont kerkwegel 12", "op de heide 4b"."""
LOSSE_WEG = re.compile(
    rf"\b{_BIJWOORD}(?:weg|baan|straat|laan|dijk|markt|dreef|kaai|kouter|heide) \d{{1,4}}[a-z]?(?![\w%]|[.,:]\d| (?:jaar|keer|maand|uur|weken|week|dagen|meter|km|kilometer))",
    re.I,
)
AAN_NUMMER = re.compile(
    r"\b(?:aan|op|naar|langs|nu|adres|te) (?:de |het |'t )?(?P<waar>[A-ZÀ-Ý][\w'’-]{2,} \d{1,4}[a-z]?)(?![\w%]|[.,:/]\d| (?:jaar|keer|maand|uur|weken|week|dagen|kinderen|mensen))"
)
"""What is no word and has a number behind it, after a word of place: "naar Koornbloem 28"."""
MET_BUS = re.compile(r"\b[A-ZÀ-Ý][\w'’-]+ \d{1,4}[a-z]? bus \w{1,5}")
_STRAATWOORD = re.compile(r"[\w'’-]{3,}(?:straat|laan|dreef|steeg|steenweg|wegel)")
GEEN_STRAAT = frozenset(["hoofdweg", "onderweg", "autosnelweg", "snelweg", "autoweg"])
RUE = re.compile(
    r"\b(?:rue|avenue|av\.|chauss[ée]e|place|boulevard|bd|impasse|all[ée]e|quai)\s+(?:[\w'’-]+\s+){0,4}?[\w'’-]+[\s,]+\d{1,4}\w?"
    + _POST,
    re.I,
)


def _iban(tekst: str) -> Iterator[tuple[int, int]]:
    for m in IBAN_BE.finditer(tekst):
        yield m.span()
    for m in IBAN.finditer(tekst):
        for laatste in reversed(list(re.finditer(r"[A-Za-z0-9]+", m[0]))):  # the pattern may have run on into the next words
            if iban.is_valid(m[0][: laatste.end()]):
                yield m.start(), m.start() + laatste.end()
                break
    for m in IBAN_AAN.finditer(tekst):
        waarde = re.sub(r"(?:[ .\-/]+[A-Za-z]+)+$", "", m[1])
        if sum(c.isdigit() for c in waarde) >= 8:
            yield m.start(1), m.start(1) + len(waarde)
    for m in REKENING.finditer(tekst):
        yield m.span()


def _rrn(tekst: str) -> Iterator[tuple[int, int]]:
    for m in RRN.finditer(tekst):
        cijfers = re.sub(r"\D", "", m[0])
        geldig = nn.is_valid(cijfers) or bis.is_valid(cijfers)
        if geldig or RRN_LEESTEKENS.fullmatch(m[0]) or RRN_WOORD.search(tekst[: m.start()]):
            yield m.span()
    for m in RRN_AAN.finditer(tekst):
        yield m.span(1)


def _datum(tekst: str) -> Iterator[tuple[int, int]]:
    for m in DATUM.finditer(tekst):
        if not WET.search(tekst[: m.start()]):
            yield m.start(), m.start() + len(m[0].rstrip("."))
    for m in DATUM_AAN.finditer(tekst):
        yield m.span(1)


def _telefoon(tekst: str) -> Iterator[tuple[int, int]]:
    if any(c.isdigit() for c in tekst):
        for treffer in phonenumbers.PhoneNumberMatcher(tekst, "BE", leniency=phonenumbers.Leniency.VALID):
            kaal = treffer.raw_string if ")" in treffer.raw_string else treffer.raw_string.lstrip("( ")  # "(011) 72 84 19"
            yield treffer.start + tekst[treffer.start : treffer.end].find(kaal), treffer.end
    for patroon, groep in ((TEL, 0), (TEL_AAN, 1), (TEL_WOORDEN, 0)):
        for m in patroon.finditer(tekst):
            yield m.span(groep)


def _nummer(tekst: str) -> Iterator[tuple[int, int]]:
    for m in PLAAT.finditer(tekst):
        yield m.span()
    for m in PLAAT_AAN.finditer(tekst):
        if sum(c.isdigit() for c in m[1]) >= 2:
            yield m.span(1)
    for m in KENMERK.finditer(tekst):
        if not SCHOOLJAAR.match(m[0]):
            yield m.span()
    for m in DOSSIER.finditer(tekst):
        waarde = m[1]
        jaar = re.fullmatch(r"(?:19|20)\d\d", waarde) or SCHOOLJAAR.match(waarde)
        if sum(c.isdigit() for c in waarde) >= 4 and not jaar:
            yield m.span(1)


def _web(tekst: str, lijst: Lijsten) -> Iterator[tuple[int, int]]:
    for m in URL.finditer(tekst):
        delen = [norm(d) for d in re.split(r"[\W\d_]+", m[0]) if len(d) > 2]
        naam = any(d in lijst.voornamen | lijst.familienamen and not lijst.is_woord(d) for d in delen)
        if naam or "@" in m[0] or SOCIAAL.search(m[0]):
            yield m.start(), m.start() + len(m[0].rstrip(".,;:!?)'"))
    for m in HANDLE.finditer(tekst):
        begin, eind = m.span("na") if m["na"] else m.span("op") if m["op"] else m.span()
        eerste = norm(m[0].partition("_")[0])
        # "stap_2_klaar" is no person; "mats_legend2014" is
        if begin == m.start() and m[0][0] != "@" and "#" not in m[0] and lijst.is_woord(eerste) and eerste not in lijst.voornamen:
            continue
        yield begin, begin + len(tekst[begin:eind].rstrip("."))


def _adres(tekst: str, lijst: Lijsten) -> Iterator[tuple[int, int]]:
    for m in STRAAT_NR.finditer(tekst):
        woord = norm(m["w"])
        gewoon = lijst.is_woord(woord) or woord in {"onderweg", "vandeweg"}
        # "onderweg 3 kinderen", "op de markt 5 mensen": an ordinary word needs a capital in mid-sentence, or "woont"
        zeker = re.search(r"\d[a-z]\b", m[0]) or _STRAATWOORD.fullmatch(woord)
        if not gewoon or (zeker and woord not in GEEN_STRAAT) or (m["w"][0].isupper() and m.start("w") > 0) or _WOONT.search(tekst[: m.start("w")]):
            # "oude heirbaan 6a": the small word in front belongs to it
            klein = re.search(rf"\b{_BIJWOORD}$", tekst[: m.start()], re.I)
            yield (klein.start() if klein else m.start()), m.end()
    for m in WOONT_OP.finditer(tekst):
        yield m.span("waar")
    for m in STRAAT.finditer(tekst):
        if not lijst.is_woord(norm(m["w"])):
            yield m.span("rest")
    for patroon in (RUE, STEENWEG, LOSSE_WEG, MET_BUS):
        for m in patroon.finditer(tekst):
            yield m.span()
    for m in MET_POSTCODE.finditer(tekst):
        if norm(m["w"]) not in lijst.vak:
            yield m.span()
    for m in AAN_NUMMER.finditer(tekst):
        woord = norm(m["waar"].split()[0])
        if woord not in lijst.gewoon and woord not in lijst.vak:
            yield m.span("waar")


def _met_gemeente(tekst: str, spans: Iterator[tuple[int, int]], lijst: Lijsten) -> Iterator[tuple[int, int]]:
    """Addresses with the municipality that stands behind them: "Leopoldlei 55A, Brasschaat"."""
    for begin, eind in spans:
        if nummer := _HUISNR.match(tekst, eind):  # "Plein 1830 nr 9"
            eind = nummer.end()
        m = _GEMEENTE.match(tekst, eind)
        yield begin, m.end() if m and norm(m["waar"]) in lijst.plaatsen else eind


def zoek(tekst: str, lijst: Lijsten) -> list[Stuk]:
    """Everything with a shape, in the order in which one shape could be taken for another; the first claim wins."""
    bezet = [False] * len(tekst)
    stukken: list[Stuk] = []

    def neem(spans: Iterator[tuple[int, int]], label: Label) -> None:
        for begin, eind in spans:
            stuk = tekst[begin:eind].lower()
            openbaar = (nationaal(stuk) if label in ("TELEFOON", "NUMMER") else stuk) in lijst.openbaar
            if begin < eind and not any(bezet[begin:eind]) and not openbaar:
                stukken.append(Stuk(begin, eind, label))
                bezet[begin:eind] = [True] * (eind - begin)

    lopers: tuple[tuple[Callable[[str], Iterator[tuple[int, int]]], Label], ...] = (
        (_iban, "IBAN"),
        (_rrn, "RIJKSREGISTER"),
        (_datum, "DATUM"),
        (_telefoon, "TELEFOON"),
    )
    neem((m.span() for m in EMAIL.finditer(tekst)), "EMAIL")
    neem(_web(tekst, lijst), "NAAM")
    for loper, label in lopers:
        neem(loper(tekst), label)
    neem(_met_gemeente(tekst, _adres(tekst, lijst), lijst), "ADRES")
    neem(_nummer(tekst), "NUMMER")
    return stukken
