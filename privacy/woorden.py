"""What a word is, and which words belong together: the ground under the rules for names."""

from __future__ import annotations

import re

from privacy.lijsten import Lijsten
from privacy.tekens import Teken
from privacy.woordsoorten import BEZIT, FUNCTIE, MAANDEN_DAGEN, NAAMWOORDEN, PARTIKELS, WERKWOORDEN

AFGEKORT = re.compile(r"[DO]['’][A-Z]|V[Dd][A-Z]")
"""A family name cut short: "D'H.", "VDB"."""


class Woorden:
    """The words of one message with the questions that the rules ask about them."""

    def __init__(self, tekst: str, tekens: list[Teken], lijst: Lijsten) -> None:
        self.tekst = tekst
        self.t = tekens
        self.lijst = lijst
        self.naam = [False] * len(tekens)
        self.begin = {teken.start: i for i, teken in enumerate(tekens)}
        self.vreemd = lijst.vreemde_woorden([teken.n for teken in tekens if teken.soort == "woord"])

    # -- what a word is --------------------------------------------------------------------------

    def woord(self, i: int) -> bool:
        """There is a word here that may be a name."""
        return 0 <= i < len(self.t) and self.t[i].soort == "woord"

    def bekend(self, i: int) -> bool:
        """A word of the language."""
        n = self.t[i].n
        return len(n) < 2 or n in self.lijst.volken or n in MAANDEN_DAGEN or self.lijst.is_woord(n) or self.vreemd_woord(i)

    def vak(self, i: int) -> bool:
        """A word of the method or the street, or an abbreviation: never a name by itself."""
        teken = self.t[i]
        kort = teken.hoofd and teken.tekst.isupper() and len(teken.n) <= 5 and teken.n not in self.lijst.voornamen_klein
        return teken.n in self.lijst.vak or teken.n in MAANDEN_DAGEN or kort or self.vreemd_woord(i)

    def vreemd_woord(self, i: int) -> bool:
        """A common word of the other language that this message is in; a name with a capital in mid-sentence stays one."""
        n = self.t[i].n
        return n in self.vreemd and not (self.hoofd(i) and (n in self.lijst.voornamen or n in self.lijst.familienamen))

    def voornaam(self, i: int) -> bool:
        """In the list of first names, or a hyphenated pair of them; ordinary words only when mostly a name."""
        n, lijst = self.t[i].n, self.lijst
        if (n in lijst.vak and n not in NAAMWOORDEN) or self.vreemd_woord(i):
            return False
        if n in lijst.voornamen:
            return n in NAAMWOORDEN or n not in lijst.gewoon
        delen = n.split("-")
        return n in NAAMWOORDEN or (
            len(delen) > 1 and all(d in lijst.voornamen or d in lijst.familienamen for d in delen)
        )

    def hoofd(self, i: int) -> bool:
        """Capitalised, and not because a sentence starts."""
        return self.t[i].hoofd and not self.t[i].zin_begin

    def plaats(self, i: int) -> bool:
        """A known place, which the rules for places look at."""
        return self.t[i].n in self.lijst.plaatsen and not self.voornaam(i)

    def doet_iets(self, i: int) -> bool:
        """Word i is the subject, and nothing describes it: a verb follows, "haar", or nothing at all."""
        n = self.t[i].n
        if n in FUNCTIE or n in WERKWOORDEN:
            return False
        if i + 1 == len(self.t) or self.t[i + 1].n in {",", ".", "(", "?", "!"}:
            return True
        return self.aaneen(i + 1) and (self.t[i + 1].n in WERKWOORDEN or self.t[i + 1].n in BEZIT)

    # -- runs of words ---------------------------------------------------------------------------

    def aaneen(self, i: int) -> bool:
        """Word i follows the word before it with only blanks between."""
        return (
            self.woord(i) and i > 0 and not self.t[i].los and self.tekst[self.t[i - 1].eind : self.t[i].start].isspace()
        )

    def familienaam(self, i: int, na_titel: bool = False) -> int:
        """Length of the family name of several words that starts here ("van den bossche"), 0 for none."""
        if not self.woord(i) or self.t[i].n not in self.lijst.familie_begin:
            return 0
        for lengte in (4, 3, 2):
            rij = range(i, i + lengte)
            if not all(self.woord(j) and (j == i or self.aaneen(j)) for j in rij):
                continue
            if " ".join(self.t[j].n for j in rij) in self.lijst.familienamen:
                laatste = rij[-1]
                if (
                    na_titel
                    or self.t[laatste].hoofd
                    or (not self.bekend(laatste) and not self.lijst.lijkt_op_woord(self.t[laatste].n))
                ):
                    return lengte
        return 0

    def neem(self, i: int) -> int:
        """Mark word i as a name and run on over the family name; returns the index after it."""
        klein = not self.t[i].hoofd
        self.naam[i] = True
        i += 1
        while i < len(self.t):
            lengte = 0
            if self.t[i].tekst == "." and len(self.t[i - 1].n) == 1 and i + 1 < len(self.t):
                lengte = 1 if self.woord(i + 1) and self.t[i + 1].hoofd else 0
            elif self.aaneen(i):
                # After a first name "de bruyn" is no colour.
                lengte = self.familienaam(i, na_titel=True) or self._vervolg(i, klein)
            if not lengte:
                return i
            for j in range(i, i + lengte):
                self.naam[j] = True
            i += lengte
        return i

    def _vervolg(self, i: int, klein: bool) -> int:
        """Length of what follows a first name as its family name."""
        j = i
        while self.woord(j) and self.t[j].n in PARTIKELS and (j == i or self.aaneen(j)):
            j += 1
        if not self.woord(j) or (j > i and not self.aaneen(j)):
            return 0
        n = self.t[j].n
        if self.t[j].hoofd and (len(n) == 1 or AFGEKORT.fullmatch(self.t[j].tekst)):
            return j - i + 1
        if self.vak(j) or n in self.lijst.volken:
            return 0
        if self.t[j].hoofd and n not in FUNCTIE and (j == i or self.t[i].hoofd or not self.bekend(j)):
            return j - i + 1
        onbekend = not self.bekend(j) and (n in self.lijst.familienamen or (klein and not self.lijst.lijkt_op_woord(n)))
        return j - i + 1 if onbekend and (j == i or not self.bekend(j)) else 0
