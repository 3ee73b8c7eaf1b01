"""Initials, and rows of children: who stands beside a name is one too."""

from __future__ import annotations

import re

from privacy.inleiding import Inleiding
from privacy.woordsoorten import FUNCTIE

INITIALEN = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?){1,4}")
INITIALEN_ALLEEN = re.compile(
    r"\b(?:[Pp]ati[eë]nte?|[Cc]li[eë]nte?|cl|pt|[Mm]evr\w*|[Dd]hr|[Mm]eneer|[Kk]ind|[Mm]oeder|[Vv]ader|[Zz]oon|[Dd]ochter|[Cc]asus|[Dd]ossier)\.? "
    r"(?P<wie>(?:[A-Z]\. ?){2,4})"
)
INITIALEN_DOEN_IETS = re.compile(r"(?:^|[.!?] |\b(?:met|van|bij|over|tegen|voor) |\()(?P<wie>[A-Z]\.[A-Z]\.(?:[A-Z]\.)?)(?=\)| (?:is|was|heeft|had|wil|moet|kan|zegt|zei|drinkt|belt|belde|komt|gaat|ging|woont|zit|weigert|gehad|gezien)\b)")
"""Capitals with points, as somebody who does something: "J.V. heeft", "gesprek met A.D. gehad"."""
VOORNAAM_EN_LETTER = re.compile(r"(?:^|[.!?,] |\b(?:met|van|bij|aan|en|voor|over) )(?P<wie>[A-ZÀ-Ý][a-zà-ÿ]{2,} [A-Z]\.)(?=[ ,:]|$)")
"""A first name that no list has, with the first letter of the family name: "Taras H. belt"."""
LETTER_NA_ROL = re.compile(
    r"(?:\b(?:[Mm]ama|[Pp]apa|[Mm]oeder|[Vv]ader|[Zz]oon(?:tje)?|[Dd]ochter(?:tje)?|[Cc]li[eë]nte?|[Pp]ati[eë]nte?|[Kk]ind|[Bb]roer(?:tje)?|[Zz]us(?:je)?|[Pp]artner|[Mm]evr(?:ouw)?|[Mm]eneer) )(?P<wie>[A-Z]\.)(?= [a-z]|,|$)"
    r"|^(?P<eerst>[A-Z]\.)(?= is \d| \(\d| en [A-Z]\. )"
)
"""One letter for somebody: "mama K. is manisch", "J. is 7"."""
_OUD = r" \(?\d{1,2} ?(?:j|jr|jaar|m|mnd|maand)?\)?"
_WIE = r"\[verborgen_naam\]|[^\W\d_]+"
IN_LEEFTIJDSRIJ = re.compile(rf"(?=(?<![\w\[])(?P<een>{_WIE}){_OUD}(?:,? en |, | )(?P<ander>{_WIE}){_OUD}(?:\W|$))")
"""Two in a row of children: "stan 7 noor 5 mats 2", "omid 8j en parwana 3j"."""

IN_KINDERRIJ = re.compile(
    r"\b(?:kinderen|kids|kindjes|kinders|gastjes|dochters|zonen|zoontjes|dochtertjes|jongens|meisjes|tweeling|broers|zussen)(?: (?:zijn|heten|is))?\s?[:(]\s?"
    rf"(?P<rij>(?:{_WIE})(?: ?\(?\d{{1,2}}\)?)?(?:(?:, | en |,| \+ | & )(?:{_WIE})(?: ?\(?\d{{1,2}}\)?)?){{1,6}})",
    re.I,
)
"""What a heading announces: "kinderen: lou, fee en storm", "3 kids: roos (8), wolf (6)"."""


class Rijen(Inleiding):
    """Marks initials and rows."""

    def initialen(self, i: int) -> int:
        """ "J. Peeters", "M.-C. De Wit": the number of signs up to the family name, 0 for none."""
        m = INITIALEN.match(self.tekst, self.t[i].start)
        j = self.begin.get(m.end(), -1) if m and self.t[i].hoofd else -1
        if self.woord(j) and (lengte := self.familienaam(j)):
            return j - i + lengte - 1
        familie = self.woord(j) and self.t[j].hoofd and (not self.bekend(j) or self.t[j].n in self.lijst.familienamen)
        return j - i if familie else 0

    def _met_leeftijd(self) -> None:
        """Who stands in a row of children beside one that is a name, from the front and from the back."""
        rijen = [(self.begin.get(m.start("een"), -1), self.begin.get(m.start("ander"), -1)) for m in IN_LEEFTIJDSRIJ.finditer(self.tekst)]
        for i, j in [*rijen, *((j, i) for i, j in reversed(rijen))]:
            if min(i, j) < 0 or not self.woord(j):
                continue
            if (self.naam[i] or self.t[i].tekst == "[verborgen_naam]") and self.t[j].n not in FUNCTIE and not self.vak(j):
                self.naam[j] = True

    def _kinderrij(self) -> None:
        """The names in a row that a heading announces, when two of them are known as one."""
        for m in IN_KINDERRIJ.finditer(self.tekst):
            rij = [i for i in range(len(self.t)) if m.start("rij") <= self.t[i].start < m.end("rij") and self.woord(i) and self.t[i].n != "en"]
            namen = [i for i in rij if self.t[i].n in self.lijst.voornamen or self.naam[i] or not self.bekend(i)]
            if len(namen) >= 2:
                for i in namen:
                    self.naam[i] = True
