"""Rules for names of people: what stands around a word counts as much as the word."""

from __future__ import annotations

import re

from privacy.inleiding import ZICHZELF
from privacy.lijsten import Lijsten
from privacy.rijen import INITIALEN_ALLEEN, INITIALEN_DOEN_IETS, LETTER_NA_ROL, VOORNAAM_EN_LETTER, Rijen
from privacy.soorten import Stuk
from privacy.tekens import Teken
from privacy.woordsoorten import (
    ALTIJD_NAAM,
    BEGIN_NAAM,
    BEZIT,
    FUNCTIE,
    MET_WIE,
    NAAMWOORDEN,
    VERWANT,
    VOEGWOORDEN,
    WERKWOORDEN,
    ZWAKKE_NAAMWOORDEN,
)

LEEFTIJD_ERACHTER = re.compile(
    r"\s?\((?:\d{1,2}(?:\)| ?j| ?m)|(?:stief|plus)?(?:mama|papa|moeder|vader)|zoon|dochter|oma|opa)|, \d{1,2} (?:jaar|maand)"
    r"|, (?:de|zijn|haar|mijn|onze) \w*(?:mama|papa|moeder|vader|oma|opa|zoon|dochter|zus|broer|partner|vriend|vriendin|buurvrouw)\b"
)
JAREN = re.compile(r",? \d{1,2} ?(?:j|jr|jaar|mnd|maand)\b(?! geleden| terug| later| lang)")
IS_OUD = re.compile(r" (?:is|wordt) (?:nu |pas |al |nog maar )?\d{1,2}(?: ?(?:jaar|j\b|maand|mnd)|,| en | maar | of |$)")
GEEN_WERKWOORD = frozenset(["niet", "want", "goed", "dit", "recht", "vast", "laatst", "eerst", "juist", "best", "minst", "meest", "just"])
NA_WIE = frozenset(["met", "over", "bij", "tegen", "van", "voor", "door", "aan", "volgens", "zonder", "naast"])
OP_ZICHZELF = frozenset({",", "en", "&", "of", "+", "/"})


class Namen(Rijen):
    """Finds names in the words of one message."""

    def op_lijst(self, i: int) -> bool:
        """First names that no ordinary word looks like, and words that are names by their capital or company."""
        if self.vreemd_woord(i) or (self.vak(i) and self.t[i].n not in NAAMWOORDEN):
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
        if teken.bezit and self.voornaam(i) and self.woord(i + 1) and self.t[i + 1].n in VERWANT:
            return True
        if self.in_paar(i):
            return True
        begint = teken.zin_begin or (i and self.t[i - 1].n in VOEGWOORDEN)
        kan = teken.n in lijst.voornamen and teken.n not in FUNCTIE | VERWANT and not self.vak(i)
        if begint and kan and (IS_OUD.match(self.tekst, teken.eind) or JAREN.match(self.tekst, teken.eind)):
            return True  # "karma is 6", "- mats 7j"
        if not teken.hoofd and self.klein_na_voorzetsel(i):
            return True
        if not self.voornaam(i):
            return False
        if self.hoofd(i):
            return teken.n not in lijst.volken and not (self.bekend(i) and teken.tekst.isupper())
        if teken.hoofd:  # at the start of a sentence
            return not self.bekend(i) or teken.n not in lijst.gewoon or self.als_onderwerp(i)
        if self.volgens(i) or self.klein_onderwerp(i):
            return True
        return not self.bekend(i) and self.in_gezelschap(i)

    def in_paar(self, i: int) -> bool:
        """Two first names that are no common words, with "en" between: "zie ik nel en cas samen"."""
        namen = self.lijst.ongewone_voornamen
        return any(
            self.woord(j) and self.woord(k) and self.t[(j + k) // 2].n in {"en", "&"} and self.t[j].n in namen and self.t[k].n in namen
            and not self.vak(j) and not self.vak(k) and not {self.t[j].n, self.t[k].n} & (FUNCTIE | VERWANT | WERKWOORDEN)
            for j, k in ((i, i + 2), (i - 2, i))
        )  # fmt: skip

    def klein_onderwerp(self, i: int) -> bool:
        """In lower case as the subject: "els en dirk zijn gescheiden", "en dirk drinkt"."""
        ervoor = self.t[i - 1].n if i else ""
        sterk = self.t[i].n in NAAMWOORDEN - ZWAKKE_NAAMWOORDEN
        if not (sterk or self.t[i].n in BEGIN_NAAM) or not (self.t[i].zin_begin or (sterk and ervoor in VOEGWOORDEN)):
            return False
        if not self.woord(i + 1):
            return False
        paar = self.t[i + 1].n == "en" and self.woord(i + 2) and self.voornaam(i + 2)
        return paar or self.t[i + 1].n in WERKWOORDEN

    def klein_na_voorzetsel(self, i: int) -> bool:
        """In lower case after a word that people stand after: "met els", "zonder jef", "de mama van roos is ziek"."""
        if i == 0 or not self.aaneen(i) or self.t[i].bezit:  # "dino's"
            return False
        ervoor = self.t[i - 1].n
        if self.t[i].n not in NAAMWOORDEN:  # "gebeld met tinne."
            zeldzaam = self.t[i].n in self.lijst.ongewone_voornamen and not self.vak(i) and len(self.t[i].n) > 3
            return zeldzaam and ervoor in NA_WIE and self.t[i].n not in VERWANT and not self.plaats(i) and self.doet_iets(i)
        if ervoor == "van" and i > 1 and self.t[i - 2].n in VERWANT:
            return self.t[i].n not in ZWAKKE_NAAMWOORDEN or self.doet_iets(i)
        if ervoor in NA_WIE and JAREN.match(self.tekst, self.t[i].eind):
            return True  # "over bas, 10 jaar"
        if self.t[i].n not in ZWAKKE_NAAMWOORDEN:
            return ervoor in NA_WIE
        return ervoor in {"met", "tegen", "bij", "over"} and self.t[i].n in BEGIN_NAAM and self.doet_iets(i)

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
        lengte = self.familienaam(i)
        los = self.familienaam(i, na_titel=True)
        if los and self.aaneen(i + los) and not self.vak(i + los) and (
            self.t[i + los].n in self.lijst.ongewone_voornamen or self.t[i + los].n in NAAMWOORDEN
        ):
            return los + 1  # "van hoof dirk"
        if not lengte and self.t[i].zin_begin and los:
            # "de smet drinkt": a colour or a craft would stand there with another verb, or none
            laatste_woord = self.t[i + los - 1].n
            los_naam = laatste_woord not in self.lijst.gewoon and laatste_woord not in VERWANT
            lengte = los if los_naam and self.doet_iets(i + los - 1) else 0
            if lengte:
                return lengte
        if lengte:
            laatste = self.t[i + lengte - 1]
            beide = self.t[i].hoofd and laatste.hoofd and lengte > 1 and laatste.n not in VERWANT  # "De Wit": no noun has a capital
            zeker = (laatste.n not in self.lijst.gewoon or beide) and (not self.plaats(i + lengte - 1) or (beide and self.hoofd(i)))
            if zeker and (self.hoofd(i) or not self.bekend(i + lengte - 1) or laatste.hoofd):
                return lengte
        n = self.t[i].n
        if n in self.lijst.familienamen and self.hoofd(i) and self.bekend(i) and not self.vak(i) and i and self.t[i - 1].n in NA_WIE:
            return 1 if n not in FUNCTIE and not self.plaats(i) and self.doet_iets(i) else 0
        if n not in self.lijst.familienamen or self.vak(i) or self.plaats(i):
            return 0
        if self.bekend(i):  # "Wouters belde"
            return int(self.t[i].hoofd and n not in self.lijst.gewoon and self.aaneen(i + 1) and self.t[i + 1].n in WERKWOORDEN)
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

    def van_iemand(self, i: int) -> bool:
        """ "Ellens dochter"."""
        naam = self.t[i].hoofd and self.t[i].n.endswith("s") and self.t[i].n[:-1] in self.lijst.voornamen
        return naam and self.woord(i + 1) and self.t[i + 1].n in VERWANT

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
        self._kinderrij()
        self._met_leeftijd()
        for patroon in (INITIALEN_ALLEEN, INITIALEN_DOEN_IETS, LETTER_NA_ROL):
            for m in patroon.finditer(self.tekst):
                begin, eind = m.span(m.lastgroup or 0)
                for i in range(len(self.t)):
                    self.naam[i] |= begin <= self.t[i].start < eind
        for m in VOORNAAM_EN_LETTER.finditer(self.tekst):
            i = self.begin.get(m.start("wie"), -1)
            if self.woord(i) and not self.vak(i) and (self.voornaam(i) or not self.bekend(i)):
                self.naam[i] = self.naam[i + 1] = True
        for m in ZICHZELF.finditer(self.tekst):
            i = self.begin.get(m.start("wie"), -1)
            if self.woord(i) and (self.voornaam(i) or not self.bekend(i)) and not self.vak(i):
                self.naam[i] = True
        for i in range(len(self.t) - 1, 0, -1):
            # The family name in front.
            voor = i - 2 if self.t[i - 1].tekst == "," else i - 1  # "Tran Quang", "peeters, jan"
            if not self.naam[i] or voor < 0 or not self.woord(voor) or self.bekend(voor) or self.vak(voor):
                continue
            if (voor == i - 1 and self.aaneen(i) and self.t[i].hoofd and self.t[voor].hoofd) or (
                self.t[voor].n in self.lijst.familienamen and self.t[voor].n not in self.lijst.voornamen
            ):
                self.naam[voor] = True
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
