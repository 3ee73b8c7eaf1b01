"""Rules for names of people: what stands around a word counts as much as the word."""

from __future__ import annotations

import re

from privacy.lijsten import Lijsten
from privacy.soorten import Stuk
from privacy.tekens import Teken
from privacy.woorden import Woorden
from privacy.woordsoorten import (
    ALTIJD_NAAM,
    BEZIT,
    FUNCTIE,
    MET_WIE,
    NAAMWOORDEN,
    PARTIKELS,
    TITELS,
    VERWANT,
    VOEGWOORDEN,
    WERKWOORDEN,
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
INITIALEN = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?){1,4}")
INITIALEN_ALLEEN = re.compile(
    r"\b(?:[Pp]ati[eë]nte?|[Cc]li[eë]nte?|cl|pt|[Mm]evr\w*|[Dd]hr|[Mm]eneer|[Kk]ind|[Mm]oeder|[Vv]ader|[Zz]oon|[Dd]ochter|[Cc]asus|[Dd]ossier)\.? "
    r"(?P<wie>(?:[A-Z]\. ?){2,4})"
)
ZICHZELF = re.compile(r"(?:^|[,.!] )(?P<wie>[A-ZÀ-Ý][\w'’-]+) hier(?= van|,|\.| vanuit)")
_OUD = r" \(?\d{1,2} ?(?:j|jr|jaar|m|mnd|maand)?\)?"
_WIE = r"\[verborgen_naam\]|[^\W\d_]+"
IN_LEEFTIJDSRIJ = re.compile(rf"(?=(?<![\w\[])(?P<een>{_WIE}){_OUD}(?:,? en |, | )(?P<ander>{_WIE}){_OUD}(?:\W|$))")
"""Two in a row of children: "stan 7 noor 5 mats 2", "omid 8j en parwana 3j"."""
LEEFTIJD_ERACHTER = re.compile(
    r"\s?\((?:\d{1,2}(?:\)| ?j| ?m)|(?:stief|plus)?(?:mama|papa|moeder|vader)|zoon|dochter|oma|opa)|, \d{1,2} (?:jaar|maand)"
    r"|, (?:de|zijn|haar|mijn|onze) \w*(?:mama|papa|moeder|vader|oma|opa|zoon|dochter|zus|broer|partner|vriend|vriendin|buurvrouw)\b"
)
VERWANT_EIND = (
    "mama",
    "papa",
    "moeder",
    "vader",
    "broer",
    "broertje",
    "zus",
    "zusje",
    "zoon",
    "zoontje",
    "dochter",
    "dochtertje",
    "kindje",
)
GEEN_WERKWOORD = frozenset(
    [
        "niet",
        "want",
        "goed",
        "dit",
        "niet",
        "recht",
        "vast",
        "laatst",
        "eerst",
        "juist",
        "best",
        "minst",
        "meest",
        "just",
    ]
)
GROET = re.compile(
    r"\b(?:m\.?v\.?g\.?|mvrgr|groet(?:en|jes)?|grtn|grtz|grts|groetn|liefs|hoogachtend|(?P<zwak>bedankt|merci|thx|thanks|dank u|dank je))"
    r"[\s,.!:-]+(?=\w)",
    re.I,
)
OP_ZICHZELF = frozenset({",", "en", "&", "of", "+", "/"})


class Namen(Woorden):
    """Finds names in the words of one message."""

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
        if lengte := self.familienaam(j, n in TITELS):
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
                and (self.voornaam(k) or (w in self.lijst.familienamen and w not in self.lijst.gewoon))
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
                )
            )
            if kap or klein:
                self.neem(k)

    def _markeer(self, i: int, lengte: int) -> None:
        for j in range(i, i + lengte):
            self.naam[j] = True
        if lengte and self.aaneen(i + lengte) and self.t[i + lengte].hoofd and not self.bekend(i + lengte):
            self.neem(i + lengte)

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
                klein = (vast and self.voornaam(i)) or (vreemd and (vast or bij_wie))
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

    def op_lijst(self, i: int) -> bool:
        """First names that no ordinary word looks like, and words that are names by their capital or company."""
        if self.vak(i) and self.t[i].n not in NAAMWOORDEN:
            return False
        teken, lijst = self.t[i], self.lijst
        if teken.n in lijst.voornamen_klein and not self.bekend(i):
            return not (teken.n in lijst.plaatsen and self.na_voorzetsel(i))
        if teken.n in ALTIJD_NAAM:
            return True
        if (
            teken.hoofd
            and teken.n in lijst.voornamen
            and teken.n not in FUNCTIE
            and self.aaneen(i + 1)
            and self.t[i + 1].hoofd
            and not self.bekend(i + 1)
        ):
            return not self.vak(i + 1)
        if not self.voornaam(i):
            return False
        if self.hoofd(i):
            return teken.n not in lijst.volken and not (self.bekend(i) and teken.tekst.isupper())
        if teken.hoofd:  # at the start of a sentence
            return not self.bekend(i) or teken.n not in lijst.gewoon or self.als_onderwerp(i)
        return self.volgens(i) or self.klein_onderwerp(i) or (not self.bekend(i) and self.in_gezelschap(i))

    def klein_onderwerp(self, i: int) -> bool:
        """In lower case as the subject: "els en dirk zijn gescheiden", "en dirk drinkt"."""
        ervoor = self.t[i - 1].n if i else ""
        if self.t[i].n not in NAAMWOORDEN - ZWAKKE_NAAMWOORDEN or not (self.t[i].zin_begin or ervoor in VOEGWOORDEN):
            return False
        if not self.woord(i + 1):
            return False
        paar = self.t[i + 1].n == "en" and self.woord(i + 2) and self.voornaam(i + 2)
        return paar or self.t[i + 1].n in WERKWOORDEN

    def in_gezelschap(self, i: int) -> bool:
        """A first name that a typing error could be too: only before a verb, or after a word that people stand after."""
        ervoor = self.t[i - 1].n if i else ""
        return self.als_onderwerp(i) or (ervoor in MET_WIE and self.aaneen(i))

    def na_voorzetsel(self, i: int) -> bool:
        """After a word that places stand after."""
        return i > 0 and self.t[i - 1].n in {"in", "te", "uit", "naar", "regio", "omgeving"}

    def als_onderwerp(self, i: int) -> bool:
        """Followed by a verb, by "haar mama", or by "en" and another name."""
        if LEEFTIJD_ERACHTER.match(self.tekst, self.t[i].eind) or self.t[i].bezit:
            return True
        if not self.woord(i + 1):
            volgt = i + 2 < len(self.t) and self.t[i + 1].n in OP_ZICHZELF and self.woord(i + 2)
            return volgt and self.t[i + 2].hoofd and (self.voornaam(i + 2) or not self.bekend(i + 2))
        n = self.t[i + 1].n
        if self.familienaam(i + 1) or (self.aaneen(i + 1) and self.t[i + 1].hoofd and not self.vak(i + 1)):
            return self.t[i + 1].n in self.lijst.familienamen or not self.bekend(i + 1) or bool(self.familienaam(i + 1))
        j = i + 1
        if n in {"en", "of"} and self.woord(i + 2):
            if self.t[i + 2].hoofd and (self.voornaam(i + 2) or not self.bekend(i + 2)):
                return True
            j = i + 2
        bezit = self.t[j].n in BEZIT and self.woord(j + 1) and self.t[j + 1].n in VERWANT
        return bezit or (j == i + 1 and self.werkwoord(n))

    def werkwoord(self, n: str) -> bool:
        """A verb in the third person: from the list, or by its form."""
        vorm = n.endswith("t") and len(n) > 3 and n not in GEEN_WERKWOORD
        return n in WERKWOORDEN or (vorm and n in self.lijst.woorden and n[:-1] in self.lijst.woorden)

    def volgens(self, i: int) -> bool:
        """In lower case between a preposition and "haar oma": "volgens roos haar oma"."""
        if not (self.t[i].n != "ben" and self.woord(i + 2) and self.t[i + 1].n in BEZIT and self.t[i + 2].n in VERWANT):
            return False
        return self.t[i].n in NAAMWOORDEN or (not self.bekend(i) and not self.lijst.lijkt_op_woord(self.t[i].n))

    def familie(self, i: int) -> int:
        """Family names on their own; in lower case only long ones that no word looks like."""
        if lengte := self.familienaam(i):
            laatste = self.t[i + lengte - 1]
            zeker = laatste.n not in self.lijst.gewoon and not self.plaats(i + lengte - 1)
            if zeker and (self.hoofd(i) or not self.bekend(i + lengte - 1) or laatste.hoofd):
                return lengte
        n = self.t[i].n
        if n not in self.lijst.familienamen or self.bekend(i) or self.vak(i) or self.plaats(i):
            return 0
        if self.t[i].hoofd:
            return 1 if self.hoofd(i) or not self.lijst.lijkt_op_woord(n) else 0
        if self.t[i].zin_begin and self.woord(i + 1) and self.t[i + 1].n in WERKWOORDEN:
            return 1
        return 1 if len(n) > 5 and not self.lijst.lijkt_op_woord(n) else 0

    def verdacht(self, i: int) -> bool:
        """Capitalised and no common word: in mid-sentence, or as the subject at the start."""
        n = self.t[i].n
        if len(n) < 2 or self.vak(i) or self.plaats(i):
            return False
        if not self.t[i].hoofd:
            gewoon = self.bekend(i) or self.lijst.lijkt_op_woord(n) or self.lijst.samenstelling(n)
            return self.t[i].zin_begin and not gewoon and self.als_onderwerp(i)
        if (
            ("-" in n and self.bekend(i))
            or n in self.lijst.volken
            or n in FUNCTIE
            or self.lijst.lijkt_op_vakwoord(n)
            or (len(n) > 6 and self.lijst.samenstelling(n))
        ):
            return False
        samen = self.aaneen(i + 1) and self.t[i + 1].hoofd and not self.vak(i + 1) and not self.plaats(i + 1)
        if self.bekend(i) and n in self.lijst.gewoon:
            return samen and not self.t[i].zin_begin and not self.bekend(i + 1)
        if self.t[i].zin_begin:
            return (samen and not (self.bekend(i) and self.bekend(i + 1))) or (
                self.als_onderwerp(i) and not self.bekend(i)
            )
        return True

    def initialen(self, i: int) -> int:
        """ "J. Peeters", "M.-C. De Wit": the number of signs up to the family name, 0 for none."""
        m = INITIALEN.match(self.tekst, self.t[i].start)
        j = self.begin.get(m.end(), -1) if m and self.t[i].hoofd else -1
        familie = self.woord(j) and self.t[j].hoofd and (not self.bekend(j) or self.t[j].n in self.lijst.familienamen)
        return j - i if familie else 0

    def van_iemand(self, i: int) -> bool:
        """ "Ellens dochter"."""
        naam = self.t[i].hoofd and self.t[i].n.endswith("s") and self.t[i].n[:-1] in self.lijst.voornamen
        return naam and self.woord(i + 1) and self.t[i + 1].n in VERWANT

    def _met_leeftijd(self) -> None:
        """Who stands in a row of children beside one that is a name, from the front and from the back."""
        rijen = [(self.begin.get(m.start("een"), -1), self.begin.get(m.start("ander"), -1)) for m in IN_LEEFTIJDSRIJ.finditer(self.tekst)]
        for i, j in [*rijen, *((j, i) for i, j in reversed(rijen))]:
            if min(i, j) < 0 or not self.woord(j):
                continue
            if (self.naam[i] or self.t[i].tekst == "[verborgen_naam]") and self.t[j].n not in FUNCTIE and not self.vak(j):
                self.naam[j] = True

    def in_rij(self, i: int) -> bool:
        """After another name and "en" or a comma."""
        if i < 2 or self.t[i - 1].n not in OP_ZICHZELF:
            return False
        ervoor = self.naam[i - 2] or (
            self.t[i - 2].soort == "verborgen" and self.t[i - 2].tekst in ("", "[verborgen_naam]")
        )
        if not ervoor or (self.vak(i) and self.t[i].n not in NAAMWOORDEN) or self.plaats(i):
            return False
        return self.voornaam(i) if not self.t[i].hoofd else self.voornaam(i) or not self.bekend(i)

    def zoek(self) -> list[Stuk]:
        """All names, neighbouring words joined."""
        for i in range(len(self.t)):
            if self.woord(i):
                self.na_titel(i)
        self.na_inleiding()
        for i in range(len(self.t)):
            if not self.woord(i) or self.naam[i]:
                continue
            if lengte := self.familie(i):
                self._markeer(i, lengte)
            elif lengte := self.initialen(i):
                self._markeer(i, lengte)
                self.neem(i + lengte)
            elif any(regel(i) for regel in (self.op_lijst, self.volgens, self.verdacht, self.in_rij, self.van_iemand)):
                self.neem(i)
        self._met_leeftijd()
        for m in INITIALEN_ALLEEN.finditer(self.tekst):
            for i in range(len(self.t)):
                self.naam[i] |= m.start("wie") <= self.t[i].start < m.end("wie")
        for m in ZICHZELF.finditer(self.tekst):
            i = self.begin.get(m.start("wie"), -1)
            if self.woord(i) and (self.voornaam(i) or not self.bekend(i)) and not self.vak(i):
                self.naam[i] = True
        for i in range(len(self.t) - 1, 0, -1):
            # The family name in front: "Tran Quang".
            if self.naam[i] and self.aaneen(i) and self.t[i].hoofd and self.t[i - 1].hoofd and not self.bekend(i - 1) and not self.vak(i - 1):
                self.naam[i - 1] = True
        return self._stukken()

    def _stukken(self) -> list[Stuk]:
        stukken: list[Stuk] = []
        for i, is_naam in enumerate(self.naam):
            if not is_naam:
                continue
            if stukken and i and self.naam[i - 1] and not self.t[i].los:
                stukken[-1] = Stuk(stukken[-1].start, self.t[i].eind, "NAAM")
            else:
                stukken.append(Stuk(self.t[i].start, self.t[i].eind, "NAAM"))
            if len(self.t[i].n) == 1 and self.tekst[stukken[-1].eind :][:1] == ".":  # "Aram H."
                stukken[-1] = Stuk(stukken[-1].start, stukken[-1].eind + 1, "NAAM")
        return stukken


def zoek(tekst: str, tekens: list[Teken], lijst: Lijsten) -> list[Stuk]:
    """Names of people by rule."""
    return Namen(tekst, tekens, lijst).zoek()
