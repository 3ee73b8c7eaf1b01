"""Names that something announces: a title, "hij heet", "ik ben", the signature under a message."""

from __future__ import annotations

import re

from privacy.woorden import Woorden
from privacy.woordsoorten import (
    FUNCTIE,
    NAAMWOORDEN,
    PARTIKELS,
    TITELS,
    VERWANT,
    WIE,
    ZWAKKE_NAAMWOORDEN,
)

INTRO_VAST = re.compile(
    r"\b(?:(?:mijn|m'n|haar|zijn|de|hun) (?:voor|achter|familie)?naam is|ik heet|heet(?:te|ten)?|genaamd|noemt|met (?:als |de )?naam|"
    r"(?:voor|achter|familie)?naam(?: (?:kind|cli[eë]nt|moeder|vader|mama|papa))? ?[:=])\s+",
    re.I,
)
INTRO_LOS = re.compile(
    r"\b(?:(?:ik|'?k) ben|kben|dit is|hier is|hier|(?:hallo|dag|hey|hoi|beste|goeiedag|goedendag|goeiemorgen)(?:, met)?|met|aan|van|"
    r"voor|over|bij|dat|als|en|of|zonder|tegen|volgens)\s+",
    re.I,
)
ZICHZELF = re.compile(r"(?:^|[,.!] )(?P<wie>[A-ZÀ-Ý][\w'’-]+) hier(?= van|,|\.| vanuit)")
VERWANT_EIND = ("mama", "papa", "moeder", "vader", "broer", "broertje", "zus", "zusje", "zoon", "zoontje", "dochter", "dochtertje", "kindje")
GROET = re.compile(
    r"\b(?:m\.?v\.?g\.?|mvrgr|groet(?:en|jes)?|grtn|grtz|grts|groetn|liefs|hoogachtend|(?P<zwak>bedankt|merci|thx|thanks|dank u|dank je))"
    r"[\s,.!:-]+(?=\w)",
    re.I,
)


class Inleiding(Woorden):
    """Marks the names that something announces."""

    def na_titel(self, i: int) -> None:
        """ "mevr el khattabi", "juf Ann", "nonkel eddy"; after a kin word only what can hardly be a word."""
        n = self.t[i].n
        if n not in TITELS and not n.endswith(VERWANT_EIND) and n not in VERWANT:
            return
        j = i + 1
        if j < len(self.t) and self.t[j].tekst == ".":
            j += 1
        if self.woord(j) and self.t[j].n in TITELS | {"heer"}:
            return
        if not self.woord(j) or "\n" in self.tekst[self.t[i].eind : self.t[j].start] or (j > i + 1 and n not in TITELS):
            return
        lengte = self.familienaam(j, na_titel=True)
        if lengte and (n in TITELS or self.familienaam(j) or (self.doet_iets(j + lengte - 1) and self.t[j + lengte - 1].n not in VERWANT)):
            self._markeer(j, lengte)
            return
        k = j
        while self.woord(k) and self.t[k].n in PARTIKELS and n in TITELS:
            k += 1
        if not self.woord(k) or (k > j and not self.aaneen(k)):
            return
        if n in TITELS:
            w = self.t[k].n
            kap = self.t[k].hoofd and w not in FUNCTIE
            klein = not self.bekend(k) or (
                k == j
                and w not in FUNCTIE
                and (self.voornaam(k) or (w in self.lijst.familienamen and (w not in self.lijst.gewoon or self.doet_iets(k))))
            )
            if kap or klein:
                self._markeer(j, k - j)
                self.neem(k)
        elif not self.vak(k) and not self.plaats(k):
            kap = self.hoofd(k) and (self.voornaam(k) or not self.bekend(k) or self.t[k].n in self.lijst.familienamen)
            klein = (
                not self.t[k].hoofd
                and self.voornaam(k)
                and (
                    not self.bekend(k)
                    or self.t[k].n in NAAMWOORDEN - ZWAKKE_NAAMWOORDEN
                    or n in {"nonkel", "tante", "meter", "peter"}
                    or self.doet_iets(k)
                )
            )
            if kap or klein:
                self.neem(k)

    def _markeer(self, i: int, lengte: int) -> None:
        for j in range(i, i + lengte):
            self.naam[j] = True
        volgt = i + lengte
        if not lengte or not self.aaneen(volgt) or not self.t[volgt].hoofd:
            return
        if len(self.t[volgt].n) == 1:  # "Hamza B."
            self.naam[volgt] = True
        elif not self.bekend(volgt) or self.voornaam(volgt):
            self.neem(volgt)

    def na_inleiding(self) -> None:
        """ "hij heet tuur", "naam: x", "ik ben An", and the signature under a message."""
        for patroon, vast in ((INTRO_VAST, True), (INTRO_LOS, False)):
            for m in patroon.finditer(self.tekst):
                i = self.begin.get(m.end(), -1)
                if not self.woord(i) or (self.vak(i) and self.t[i].n not in NAAMWOORDEN):
                    continue
                n = self.t[i].n
                kap = (
                    (self.hoofd(i) or (vast and self.t[i].hoofd))
                    and (self.voornaam(i) or not self.bekend(i))
                    and not self.plaats(i)
                )
                vreemd = not self.bekend(i) and not self.lijst.lijkt_op_woord(n) and not self.lijst.samenstelling(n)
                bij_wie = m[0].strip().lower() in WIE and not self.plaats(i)
                klein = (vast and (self.voornaam(i) or not self.bekend(i))) or (vreemd and bij_wie)
                if kap or klein:
                    self.neem(i)
        for m in GROET.finditer(self.tekst):
            i = self.begin.get(m.end(), -1)
            rest = [j for j in range(max(i, 0), len(self.t)) if self.t[j].soort == "woord"]
            slot = (
                len(rest) <= 3
                or "\n" in self.tekst[m.end() : m.end() + 30]
                or "," in self.tekst[m.end() : m.end() + 30]
            )
            if not self.woord(i) or not slot or (self.t[i].n in self.lijst.vak and not self.voornaam(i)):
                continue
            onbekend = not self.bekend(i) and not m["zwak"] and len(self.t[i].n) > 1
            if (
                self.voornaam(i)
                or (onbekend and not self.lijst.lijkt_op_woord(self.t[i].n))
                or (self.t[i].hoofd and not self.bekend(i))
            ):
                self.neem(i)
