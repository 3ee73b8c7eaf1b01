"""Template sentences and names from which the stand-in model learns what a name looks like.

Slots: {V} first name, {F} family name, {N} any form of a full name, {P} place, {O} organisation, {D} date.
`(a|b)` picks one of the alternatives. A sentence without slots teaches what is not a name.
"""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

Entiteit = tuple[int, int, str]

# Weights keep the large lists (Kenya, Germany) from crowding out the names that are common here.
HERKOMST = {
    "nl_BE": 30, "nl_NL": 8, "fr_BE": 6, "fr_FR": 3, "fr_DZ": 10, "tr_TR": 10, "pl_PL": 7, "ro_RO": 7,
    "yo_NG": 3, "ig_NG": 2, "ha_NG": 2, "tw_GH": 4, "sw": 2, "en_KE": 2, "vi_VN": 3, "it_IT": 3, "es_ES": 3,
    "pt_PT": 3, "en_GB": 3, "de_DE": 3, "hr_HR": 3, "sk_SK": 2, "hu_HU": 2, "lt_LT": 1, "en_PK": 2, "en_IN": 2,
    "id_ID": 1, "az_AZ": 2, "uz_UZ": 1,
}  # fmt: skip
POOLS = ("Kowalski", "Wiśniewski", "Wójcik", "Kamiński", "Zieliński", "Woźniak", "Mazur", "Krawczyk", "Nowak")
VIETNAM = ("Linh", "Minh", "Tuấn", "Hùng", "Phương", "Thảo", "Quang", "Lan", "Dung", "Thanh", "Duc", "Huyen")

KERN = (
    "b", "br", "d", "dr", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "r", "s", "sh", "st", "t",
    "tr", "v", "w", "y", "z", "kh", "ch", "dj", "ou", "el", "mb", "ng",
)  # fmt: skip
KLINKER = ("a", "e", "i", "o", "u", "aa", "ia", "ou", "ei", "ay", "ee")
SLOT_V = ("", "n", "r", "s", "l", "m", "d", "k", "sha", "ne", "lle", "m", "tje", "x")
SLOT_F = ("ov", "escu", "owski", "oğlu", "ens", "mans", "aert", "iak", "ani", "wala", "inck", "aoui", "ez", "ic")

STRAAT = ("Kerkstraat", "Dorpsstraat", "Molenstraat", "Stationsstraat", "Nieuwstraat", "Kapellestraat")
DIENST = (
    "CAW {P}", "OCMW {P}", "CKG {P}", "VK {P}", "CLB {P}", "CGG {P}", "OCJ {P}", "Huis van het Kind {P}",
    "AZ {X}", "{X} vzw", "vzw {X}", "basisschool {X}", "de {X}school", "school {X}", "crèche {X}", "{X} Jeugdzorg",
    "Sint-{V}", "kinderdagverblijf {X}", "internaat {X}",
)  # fmt: skip
HUIS = (
    "De Regenboog", "Het Kompas", "De Zonnebloem", "Ter Linden", "De Wijzer", "De Vlinder", "Amarant", "Horizon",
    "De Springplank", "Ten Anker", "Het Nest", "De Brug", "Altra", "De Klaproos", "Wingerd",
)  # fmt: skip
MAAND = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip

MET_NAAM = (
    "ik (begeleid|volg|ken|zie) {N} (al een jaar|sinds {D}|nu drie maanden|van vroeger)",
    "{V} (is|was) (heel|erg|wat) (bang|stil|boos|moe|onrustig|verdrietig|teruggetrokken) (thuis|op school|vandaag|)",
    "(gisteren|vandaag|vorige week|deze ochtend) (heeft|had|kwam) {N} (verteld dat hij slaag krijgt|veel te laat|weer niet)",
    "de (mama|papa|moeder|vader|oma|zus|broer|tante|stiefvader|plusmama) van {V} (drinkt|is ziek|werkt veel|belde mij)",
    "(mama|papa|oma|opa|tante|nonkel|meter|peter|juf|meester|meneer|mevrouw|mevr.|dhr.|dokter|dr.) {N} (zegt|vindt|denkt) "
    "dat het (niet|wel) goed gaat",
    "mijn (cliënt|cliënte|patiënt|collega|stagiair) {N} (wil|wou|moet) (niet|niets|graag) (praten|vertellen|meewerken)",
    "{V} en {V} (zijn|waren) (alleen thuis|bij hun vader|heel vrolijk|in de klas)",
    "{V}, {V} en {V} (wonen|slapen) bij (oma|hun vader|hun mama|een pleeggezin)",
    "{V} haar (mama|papa|vriend|broer|juf) (drinkt|zit vast|is weg|slaat haar)",
    "{V} zijn (mama|papa|vriendin|zus|leerkracht) (belt elke dag|is opgenomen|maakt zich zorgen)",
    "{V}'s (papa|mama|kamer|tekening|broertje) (is er niet|viel mij op|maakt mij ongerust)",
    "hoe (begin|voer|open) ik het gesprek met {N}",
    "wat (zeg|vraag|antwoord) ik (aan|tegen) {N} als (hij|ze) (boos wordt|niets zegt|weent)",
    "(ik ben|mijn naam is|met|hier|dit is) {N} (van {O}|, maatschappelijk werker|en ik heb een vraag|uit {P})",
    "groetjes {V}", "mvg, {N}", "(met vriendelijke groeten|vriendelijke groet|groeten|alvast bedankt) {N}",
    "{V} (woont|verblijft) in {P} (bij haar oma|met zijn vader|sinds {D})",
    "het gezin {F} (is verhuisd naar|woont in|komt uit) {P}", "familie {F} (wil geen hulp|krijgt bezoek van {O})",
    "(meneer|mijnheer|mevrouw|mevr|dhr|de heer) {F} (is agressief|komt niet opdagen|weigert alles|huilde)",
    "{N} ° {D} (verblijft in {O}|is aangemeld|)", "{N}, geboren op {D}, (woont in {P}|is gekend bij {O})",
    "(volgens|naast|zonder|dankzij|samen met|bij) {V} (is er niks aan de hand|gaat het beter|lukt het niet)",
    "{V} (vertelde|zei|zegt|schrijft|tekende|riep) dat (papa slaat|mama huilt|ze niet naar huis wil)",
    "{V} (heeft|kreeg) (blauwe plekken|honger|een kapotte jas|nachtmerries) (en niemand reageert|)",
    "(de kleine|kleine|de oudste|de jongste|het zoontje|de dochter|onze) {V} (eet niet|slaapt slecht|is vier jaar)",
    "(haar|zijn) (zoon|dochter|man|vrouw|ex|partner|vriend) {N} (drinkt|is weg|heeft een contactverbod)",
    "ik heb {V} en {V} (gezien|gesproken) (op {D}|gisteren|bij {O})",
    "{V} {V} (is twee jaar|was hier|wil stoppen)", "kan {V} (bij|naar) {O} (terecht|gaan) of is dat te ver",
    "(gaat|komt|mag|moet|wil) {V} (mee naar het gesprek|ook aanwezig zijn|dat weten)",
    "stap (1|2|3) is (klaar|gedaan) (bij|met|voor) {N}", "dossier {F} (is afgesloten|loopt nog|van {P})",
    "{V} is (3|4|5|6|7|8|12|14) jaar en (bang|stil|heel druk)", "ge moet met {V} klappen zei {V}",
    "kheb {V} gehoord en (ze|hij) (is bang|wil ni|weet het ook ni)", "da {V} niks zegt is ni normaal",
    "(zij|hij) heet {V}", "een (meisje|jongen|kind|vrouw|man) (genaamd|met de naam|die {V} heet, geen) {V}",
)  # fmt: skip
MET_PLAATS = (
    "ze (wonen|zitten|verblijven) (nu |)in {P}", "hij is verhuisd (naar|uit|van) {P}", "de crèche in {P} belde",
    "het gezin komt uit {P} en kent niemand", "{O} volgt het gezin op", "ik werk (bij|voor|in) {O}",
    "op {D} was er een (overleg|huisbezoek|intake) (in {P}|bij {O}|)", "het kind is geboren op {D}",
    "sinds {D} is er een contactverbod", "de mama is opgenomen in {O}", "het rusthuis in {P} is ver",
    "contact met {O} loopt (goed|stroef|moeilijk)", "ze verhuizen (volgende maand|straks) naar {P}",
)  # fmt: skip
GEWOON = (
    "wat is (stap 1|stap 4|het verschil|een niet-pluisgevoel|kopp|veerkracht|het VK|een OCJ|de Kindreflex|het CAW|1712)",
    "hoe (begin|open|voer|stop) ik (dat gesprek|het gesprek|een gesprek) (over de kinderen|met een ouder|met die mama)",
    "mijn (cliënt|cliënte|patiënt) (wil niet|wil geen hulp|zegt niets|is boos) (over haar kinderen|en nu|)",
    "(mama|papa|oma|opa|de moeder|de vader|de juf) (zegt|denkt|vindt|weet) dat het (goed gaat|te laat is|niet kan)",
    "welke vragen (stel|gebruik) ik (bij stap 2|aan een ouder|over veiligheid|best)", "en nu|wat nu|hoe verder",
    "(Mag|Moet|Kan) ik (anoniem|ook) (bellen|overleggen) (met het VK|met het OCJ|naar 1712)",
    "(Het|Een) kind (van|is) (8|3|12|zes) jaar (mag|kan|wil) (praten|gehoord worden|naar huis)",
    "(Gisteren|Vandaag|Morgen|Maandag|Vrijdag) (was|is) er een (overleg|gesprek|huisbezoek)",
    "(Awel|Tele-Onthaal|Kind en Gezin|Opgroeien|de CLB-medewerker|het Huis van het Kind) (belde|zegt|helpt) ook",
    "stap (1|2|3|4|5|6) (is klaar|is gedaan|lukt niet|heb ik overgeslagen|graag)", "kunde gij da is uitleggen",
    "ge moet da ni doen peisk", "kheb efkes nagedacht en tis toch ni pluis", "kweet ni goe wa te doen",
    "wa moek doen as de papa niks wil zeggen", "da kind zegt niks mor tis bang", "amai da's heftig zeg",
    "zijn moeder (heeft|had) een (psychose|depressie|verslaving) en (niemand|iedereen) (weet|ziet) het",
    "(Dank je|Bedankt|Merci|Oké|Goeiemorgen|Hallo|Dag|Tot morgen|Ja|Neen|Goed)", "wis alles|begin opnieuw|stop",
    "de (politie|jeugdrechter|school|huisarts|psycholoog|kraamzorg) (was hier|weet ervan|belde terug)",
    "(Volgens|Zonder|Binnen|Na|Over) (de wet|het team|het beroepsgeheim|de opleiding) (mag dat|kan dat niet|is dat zo)",
    "ze (slaat|roept|drinkt|slaapt|weent) (elke dag|altijd|soms|als het donker is)", "(Ze|Hij) is (bang|boos|moe)",
    "(Ik|Wij|Ze) (weet|willen|heeft|maken) (het niet|geen fout|de afspraak|ons zorgen)", "kidnreflex wat is da",
    "de window of tolerance (uitleggen|van een ouder)", "Gray en Zijlstra (schrijven|zeggen) iets over voorwaarden",
    "in (Vlaanderen|België|Brussel|Nederland) is dat (anders|ook zo|verplicht)", "ADHD of autisme|ASS en ADHD",
    "mijn dochter van (vier|zeven) (jaar|) en haar (broer|zus)", "het (is|was) (tof|erg|mooi|lente|zomer|roos en blauw)",
    "ik wil (graag|eens|nog) (iets|wat) (vragen|weten|leren) over (signalen|straffen|geweld|scheiding|hechting)",
)  # fmt: skip


@dataclass
class Bron:
    """The names and places to draw from, with one seeded generator."""

    rng: random.Random
    voornamen: dict[str, Sequence[str]] = field(default_factory=dict)
    familienamen: dict[str, Sequence[str]] = field(default_factory=dict)
    plaatsen: Sequence[str] = ()

    @classmethod
    def uit_faker(cls, rng: random.Random) -> Bron:
        """Read Faker's plain name tuples; its own generator would add titles and weights."""
        bron = cls(rng)
        for taal in HERKOMST:
            provider = importlib.import_module(f"faker.providers.person.{taal}").Provider
            voor: list[str] = []
            for soort in ("first_names_female", "first_names_male", "first_names_unisex", "first_names"):
                if not (taal == "vi_VN" and soort == "first_names"):
                    voor.extend(getattr(provider, soort, ()))
            achter = list(dict.fromkeys(getattr(provider, "last_names", ())))
            if taal == "vi_VN":
                voor.extend(VIETNAM)
            bron.voornamen[taal] = list(dict.fromkeys(voor))
            bron.familienamen[taal] = achter if len(achter) > 1 else POOLS
        bron.plaatsen = importlib.import_module("faker.providers.address.nl_BE").Provider.cities
        return bron

    def taal(self) -> str:
        """Pick an origin, so that first and family name belong together."""
        return self.rng.choices(list(HERKOMST), weights=list(HERKOMST.values()))[0]

    def verzonnen(self, einden: Sequence[str]) -> str:
        """Invent a name, so that the model learns from the sentence and not from the list."""
        kies = self.rng.choice
        return "".join(kies(KERN) + kies(KLINKER) for _ in range(self.rng.randint(1, 3))).capitalize() + kies(einden)

    def voornaam(self, taal: str) -> str:
        """A first name of this origin, or an invented one (15 %)."""
        return self.verzonnen(SLOT_V) if self.rng.random() < 0.15 else self.rng.choice(self.voornamen[taal])

    def familienaam(self, taal: str) -> str:
        """A family name of this origin, or an invented one (15 %)."""
        return self.verzonnen(SLOT_F) if self.rng.random() < 0.15 else self.rng.choice(self.familienamen[taal])

    def naam(self) -> str:
        """Any of the forms in which people write a name."""
        taal = self.taal()
        voor, achter = self.voornaam(taal), self.familienaam(taal)
        vorm = self.rng.random()
        if vorm < 0.45:
            return voor
        if vorm < 0.85:
            return f"{voor} {achter}"
        return f"{voor[0]}. {achter}" if vorm < 0.9 else (f"{achter} {voor}" if vorm < 0.95 else f"{voor} {achter[0]}.")

    def datum(self) -> str:
        """A date in figures or in words."""
        dag, maand, jaar = self.rng.randint(1, 28), self.rng.randint(1, 12), self.rng.randint(1950, 2026)
        vormen = (f"{dag}/{maand}/{jaar}", f"{dag} {MAAND[maand - 1]} {jaar}", f"{dag}-{maand:02d}-{jaar}",
                  f"{dag} {MAAND[maand - 1]}", f"{dag:02d}.{maand:02d}.{jaar % 100:02d}")  # fmt: skip
        return self.rng.choice(vormen)

    def dienst(self) -> str:
        """A service, school or hospital, often called after a place."""
        vorm = self.rng.choice(DIENST).replace("{P}", self.rng.choice(self.plaatsen))
        return vorm.replace("{X}", self.rng.choice(HUIS)).replace("{V}", self.voornaam("nl_BE"))

    def vul(self, slot: str) -> tuple[str, str]:
        """The text and the label for one slot."""
        if slot == "P":
            return self.rng.choice(self.plaatsen), "LOC"
        if slot == "O":
            return self.dienst(), "ORG"
        if slot == "D":
            return self.datum(), "DATE"
        if slot == "N":
            return self.naam(), "PER"
        return (self.voornaam if slot == "V" else self.familienaam)(self.taal()), "PER"

    def zin(self) -> tuple[str, list[Entiteit]]:
        """One training sentence with its entities."""
        rng = self.rng
        soort = rng.choices((MET_NAAM, MET_PLAATS, GEWOON), weights=(55, 10, 35))[0]
        sjabloon = rng.choice(soort)
        if soort is GEWOON and "(" not in sjabloon:
            sjabloon = f"({sjabloon})"
        sjabloon = re.sub(r"\(([^()]*)\)", lambda m: rng.choice(m[1].split("|")), sjabloon)
        tekst, entiteiten = "", list[Entiteit]()
        for deel in re.split(r"(\{[VFNPOD]\})", re.sub(r" +", " ", sjabloon.strip())):
            if re.fullmatch(r"\{.\}", deel):
                woord, label = self.vul(deel[1])
                entiteiten.append((len(tekst), len(tekst) + len(woord), label))
                tekst += woord
            else:
                tekst += deel
        return self._afwerking(tekst, entiteiten)

    def _afwerking(self, tekst: str, entiteiten: list[Entiteit]) -> tuple[str, list[Entiteit]]:
        """Case and punctuation as people type them: a third of the sentences wholly in lower case."""
        tekst += self.rng.choice(("", "", ".", "?", ", wat nu?", " en nu", "!"))
        keuze = self.rng.random()
        klein = tekst.lower()
        if keuze < 0.33 and len(klein) == len(tekst):  # a Turkish capital dotted I grows by one character
            return klein, entiteiten
        if keuze < 0.75:
            return tekst[:1].upper() + tekst[1:], entiteiten
        return tekst, entiteiten
