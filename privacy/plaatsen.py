"""Places and organisations: hidden where they say where somebody lives or works, kept where an answer needs them."""

from __future__ import annotations

import re

from privacy.lijsten import Lijsten, norm
from privacy.soorten import Stuk
from privacy.tekens import Teken

# Someone who asks for a service says where it must be: the answer needs the place.
ZOEKT_DIENST = re.compile(
    r"\b(?:vk|ocj|vertrouwenscentr\w+|ondersteuningscent\w+|hui(?:s|zen) van (?:het|t|'t) kind|gemandateerde\w*|bevoegd\w*|"
    r"dichtst\w*|telefoonnummer|contactgegevens|welke? (?:dienst|caw|ckg|psycholoog|ocmw|centrum)|waar (?:kan|kunnen|vind|moet)|"
    r"naar waar|wie (?:bel|kan|contacteer)|opleiding|vorming|workshop|cursus)\b",
    re.I,
)
NA = frozenset(
    [
        "in",
        "te",
        "uit",
        "naar",
        "nabij",
        "regio",
        "omgeving",
        "stad",
        "gemeente",
        "dorp",
        "buurt",
        "rond",
        "vlakbij",
        "woonplaats",
        "geboorteplaats",
        "tot",
        "kant",
    ]
)
WOONT = re.compile(
    r"\b(?:woon\w*|wone\w*|verhuis\w*|afkomstig|verblij\w+|geboren|opgegroeid|kom\w* uit|gemeente|adres)\b", re.I
)
WOONT_IN = re.compile(r"\b(?:woont|wonen|woonde|woonden) (?:nu |momenteel |vlakbij )?(?:in|te) (?=[\w-]+(?:[,.;]| (?:met|bij|samen|en|maar|sinds|al|zonder|daar)\b|$))", re.I)
"""So plainly a place that it may be a word too: "woont in mol"."""
BLIJFT = frozenset(["brussel", "antwerpen", "limburg", "luik", "namen", "luxemburg", "vlaanderen"])
_NAAMDEEL = r"(?:\s+(?:(?:[Dd]e|[Hh]et|'t|[Tt]er|[Tt]en|[Vv]an|[Ii]n|[Oo]p|en)\s+){0,2}[A-ZÀ-Ý][\w'’-]+){1,4}"
DIENST = re.compile(
    r"\b(?P<kop>CAW|caw|OCMW|ocmw|CKG|ckg|CLB|clb|CGG|cgg|VAPH|OOOC|OBC|JAC|MFC|AZ|UZ|ZNA|PZ|PC|UPC|WZC|GO!|vzw|VZW|DVC|KDV|VBS|GBS|SBS|BSGO|BuBaO|BuSO|buso|bubao|BSBO|CVO|MPI|mpi|KTA|VTI|KFC|KVK|FC|KSK|"
    r"[Cc]rèche|[Kk]ribbe|[Kk]inderdagverblijf|[Ii]nternaat|[Bb]asisschool|[Kk]leuterschool|[Ll]agere school|[Mm]iddelbare school|[Ss]chool|"
    r"[Cc]ollege|[Aa]theneum|[Ii]nstituut|[Rr]usthuis|[Ww]oonzorgcentrum|[Zz]iekenhuis|[Kk]liniek|[Vv]oetbalclub|[Cc]hiro|[Ss]couts|KSA|KLJ|"
    r"[Jj]eugdhuis|[Ll]eefgroep|[Vv]oorziening|[Bb]uurtwerk|[Vv]luchthuis|[Oo]pvangcentrum)"
    rf"(?P<naam>{_NAAMDEEL})"
)
SCHOOL_KLEIN = re.compile(
    r"\b(?:vbs|gbs|bsgo|sbs|school|basisschool|kleuterschool|college|instituut|clb|az|uz) (?:van )?(?:sint|st)[- ][\w-]+"
    r"|(?<!de )(?<!het )(?<!een )(?<!'t )(?<!elke )\b(?:vbs|gbs|basisschool|kleuterschool|cr[eè]che|kdv|kinderdagverblijf|kinderopvang|vluchthuis|ckg|internaat) (?:de|het|'t|ter|ten) (?!kinderen|ouders|kleine|eerste)[\w'-]+",
    re.I,
)
VZW = re.compile(r"\b(?:[A-ZÀ-Ý][\w'’-]+\s+){1,3}(?:vzw|VZW|bv|BV|nv|NV)\b")
HUIS = re.compile(r"\b(?:in|bij|naar|van|uit|voor|op) (?P<naam>(?:De|Het|Ter|Ten) [A-ZÀ-Ý][\w-]+|'[tT] [A-ZÀ-Ý][\w-]+(?:je|ke|jes|kes|huis|nest))")
SINT_KLEIN = re.compile(r"\b(?:naar|op|in|van|bij|uit) (?P<naam>(?:sint|st)-(?!nik?[ck]o?laas|maarten|niklaas|truiden|janskruid|katelijne|genesius|pieters|martens|amands|lievens|gillis|denijs|kruis|laureins|agatha|joris|kwintens)[a-z]{4,})\b")
SINT = re.compile(
    r"\b(?:Sint|Heilige?|St)[- .]{1,2}[A-ZÀ-Ý][\w-]+(?:\s?(?:school|college|instituut|lyceum|ziekenhuis|kliniek))?\b|\b[A-ZÀ-Ý]\w+(?:college|atheneum|lyceum)\b"
)


def organisaties(tekst: str, lijst: Lijsten) -> list[Stuk]:
    """A service, school or hospital with a name of its own; its kind alone ("het CAW") stays."""
    stukken = []
    for m in DIENST.finditer(tekst):
        eigen = norm(m["naam"]).split()
        # "het CAW en het OCMW" are two kinds, "CAW De Kempen" is one of them.
        los = {"en", "of"} | ({"de", "het", "een"} if {"en", "of"} & set(eigen) else set())
        if all(deel in lijst.vak or deel in lijst.volken or deel in los for deel in eigen):
            continue
        if eigen[-1] in lijst.plaatsen and ZOEKT_DIENST.search(tekst):
            continue
        stukken.append(Stuk(m.start(), m.end(), "ORGANISATIE"))
    for m in SINT_KLEIN.finditer(tekst):
        stukken.append(Stuk(m.start("naam"), m.end("naam"), "ORGANISATIE"))
    for m in HUIS.finditer(tekst):
        naam = norm(m["naam"])
        if naam not in lijst.plaatsen and naam not in lijst.familienamen and naam.split()[1] not in lijst.vak:
            stukken.append(Stuk(m.start("naam"), m.end("naam"), "ORGANISATIE"))
    for patroon in (VZW, SCHOOL_KLEIN, SINT):
        for m in patroon.finditer(tekst):
            if norm(m[0]) not in lijst.plaatsen and norm(m[0]) not in lijst.vak:
                stukken.append(Stuk(m.start(), m.end(), "ORGANISATIE"))
    return stukken


def plaatsen(tekst: str, tekens: list[Teken], lijst: Lijsten) -> list[Stuk]:
    """Places after "in", "uit", "te", "woont": a municipality becomes its province."""
    if ZOEKT_DIENST.search(tekst):
        return []
    woont = bool(WOONT.search(tekst))
    woont_in = {m.end() for m in WOONT_IN.finditer(tekst)}
    stukken: list[Stuk] = []
    i = 0
    while i < len(tekens):
        lengte = _plaats(tekens, i, lijst) if tekens[i].soort == "woord" else 0
        if lengte and (_hoort_verborgen(tekens, i, woont, lijst) or tekens[i].start in woont_in):
            naam = norm(tekst[tekens[i].start : tekens[i + lengte - 1].eind])
            begin = tekens[i - 1].start if _is_postcode(tekens, i - 1) else tekens[i].start
            stukken.append(Stuk(begin, tekens[i + lengte - 1].eind, "PLAATS", lijst.plaatsen.get(naam, "")))
        i += max(1, lengte)
    return stukken


def _plaats(tekens: list[Teken], i: int, lijst: Lijsten) -> int:
    for lengte in (3, 2, 1):
        rij = tekens[i : i + lengte]
        if len(rij) == lengte and all(t.soort == "woord" for t in rij) and " ".join(t.n for t in rij) in lijst.plaatsen:
            return lengte
    return 0


def _is_postcode(tekens: list[Teken], i: int) -> bool:
    return i >= 0 and len(tekens[i].n) == 4 and tekens[i].n.isdigit() and tekens[i].n[0] != "0"


def _hoort_verborgen(tekens: list[Teken], i: int, woont: bool, lijst: Lijsten) -> bool:
    teken, voor = tekens[i], tekens[i - 1].n if i else ""
    if (
        teken.n == "brussel"
        or (teken.n in BLIJFT and not (woont and voor in NA))
        or (teken.n in BLIJFT - {"antwerpen"})
    ):
        return False
    gewoon = lijst.is_woord(teken.n)
    if voor in NA or _is_postcode(tekens, i - 1) or (woont and voor in {"van", "nabij", ","}):
        return teken.hoofd or not gewoon
    return False
