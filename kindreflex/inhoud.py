"""Schema and loading of the topic files: `data/<familie>/<onderwerp>.yml`.

One file holds everything about one topic: the example messages and the rule (read by
Rasa), the answer in structured form, its sources and when it was last checked (read here).
Errors name the file and the key, so that an editor without a developer can mend them.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError, root_validator, validator

Sector = Literal["ggz", "caw", "ziekenhuis", "spoed", "justitiehuis", "gevangenis", "huisarts"]
Leeftijd = Literal["0-3", "3-6", "6-12", "12+"]
Provincie = Literal[
    "antwerpen", "limburg", "oost_vlaanderen", "vlaams_brabant", "west_vlaanderen", "brussel"
]
MAX_WOORDEN = 90
"""Words in one bubble: what is read at a glance between two appointments."""


class InhoudFout(ValueError):
    """The content is not usable; the message names file and key."""


class _Model(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Zin(_Model):
    """A reviewed text, written as a bare string or with its own source and dates."""

    tekst: str
    bron: tuple[str, ...] = ()
    nagekeken_op: datetime.date | None = None
    geldig_tot: datetime.date | None = None
    alleen_als: str | None = None

    @validator("tekst")
    def _fits_a_bubble(cls, tekst: str) -> str:
        tekst = tekst.strip()
        if not tekst:
            raise ValueError("is leeg")
        if (n := len(tekst.split())) > MAX_WOORDEN:
            raise ValueError(f"telt {n} woorden, hoogstens {MAX_WOORDEN}")
        return tekst


def _as_zin(value: Any) -> Any:
    return {"tekst": value} if isinstance(value, str) else value


class _MetZinnen(_Model):
    _minstens: ClassVar[Mapping[str, int]] = {}

    @root_validator(skip_on_failure=True)
    def _enough(cls, values: dict[str, Any]) -> dict[str, Any]:
        for name, n in cls._minstens.items():
            if len(values[name]) < n:
                raise ValueError(f"{name}: geef er minstens {n}")
        return values

    @root_validator(pre=True)
    def _bare_strings(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Accept `- tekst` where a Zin is meant."""
        out = dict(values)
        for name, field in cls.__fields__.items():
            if name in out and isinstance(field.type_, type) and issubclass(field.type_, Zin):
                value = out[name]
                out[name] = (
                    [_as_zin(v) for v in value] if isinstance(value, list) else _as_zin(value)
                )
        return out


class Actie(Zin):
    """One action of a step that can be ticked; `id` goes into the step log."""

    id: str = Field(regex=r"^[a-z][a-z_]{2,30}$")
    herken: tuple[str, ...] = ()
    """Beginnings of words by which a report is recognised: all words of one entry, in one clause."""


class Vraag(Zin):
    """A question to put to the client, with the ages and sectors it suits (none: all)."""

    leeftijd: tuple[Leeftijd, ...] = ()
    sector: tuple[Sector, ...] = ()


class Contact(Zin):
    """A service. `telefoon` stays empty as long as nobody checked it on the official site."""

    id: str = Field(regex=r"^[a-z0-9][a-z0-9_]{1,30}$")
    naam: str
    provincie: tuple[Provincie, ...] = ()
    telefoon: str | None = None


class Uitleg(_MetZinnen):
    _minstens = {"bubbels": 1}
    soort: Literal["uitleg"]
    bubbels: tuple[Zin, ...]
    meer: tuple[Zin, ...] = ()


class Stap(_MetZinnen):
    _minstens = {"acties": 3, "dossier": 1, "herinneringen": 1}
    soort: Literal["stap"]
    nummer: int = Field(ge=1, le=6)
    doel: Zin
    acties: tuple[Actie, ...]
    dossier: tuple[Zin, ...]
    herinneringen: tuple[Zin, ...]
    vragen: str


class Bezwaar(_MetZinnen):
    _minstens = {"meegeven": 2, "zinnen": 4, "wedervraag": 2}
    soort: Literal["bezwaar"]
    meegeven: tuple[Zin, ...]
    zinnen: tuple[Zin, ...]
    wedervraag: tuple[Zin, ...]
    let_op: tuple[Zin, ...] = ()


class Vragenlijst(_MetZinnen):
    _minstens = {"vragen": 8, "let_op": 1}
    soort: Literal["vragenlijst"]
    dimensie: str
    inleiding: Zin
    vragen: tuple[Vraag, ...]
    let_op: tuple[Zin, ...]


class Contacten(_MetZinnen):
    _minstens = {"contacten": 1, "let_op": 1}
    soort: Literal["contacten"]
    inleiding: Zin
    contacten: tuple[Contact, ...]
    let_op: tuple[Zin, ...]


class Teksten(_Model):
    """Texts that the guided path and the conversation fill in; keys are fixed by the code."""

    soort: Literal["teksten"]
    teksten: Mapping[str, str]

    @validator("teksten", each_item=True)
    def _fits(cls, tekst: str) -> str:
        return Zin(tekst=tekst).tekst


AntwoordInhoud = Annotated[
    Uitleg | Stap | Bezwaar | Vragenlijst | Contacten | Teksten, Field(discriminator="soort")
]


class Bronplaats(_Model):
    """Where in a source (a code of `data/bronnen.yml`) the facts of a topic stand."""

    code: str
    plaats: str = ""


class Bron(_Model):
    titel: str
    verwijzing: str
    url: str | None = Field(None, regex=r"^https?://")


class Onderwerp(_Model):
    """One topic file, without the parts that only Rasa reads."""

    onderwerp: str = Field(regex=r"^[a-z]+/[a-z0-9_]+$")
    titel: str = Field(min_length=3, max_length=60)
    bronnen: tuple[Bronplaats, ...] = ()
    eigen: bool = False
    nagekeken_op: datetime.date
    geldig_tot: datetime.date | None = None
    antwoord: AntwoordInhoud
    per_sector: Mapping[Sector, tuple[Zin, ...]] = Field(default_factory=dict)
    verder: tuple[str, ...] = ()

    @root_validator(pre=True)
    def _sector_strings(cls, values: dict[str, Any]) -> dict[str, Any]:
        per = values.get("per_sector")
        if not isinstance(per, dict):
            return values
        return {**values, "per_sector": {k: [_as_zin(z) for z in v] for k, v in per.items()}}

    @root_validator(skip_on_failure=True)
    def _has_a_source(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values["bronnen"] and not values["eigen"]:
            raise ValueError("bronnen: geef minstens één bron, of zet eigen: true")
        return values

    @property
    def intent(self) -> str:
        return intent_van(self.onderwerp)


def intent_van(onderwerp: str) -> str:
    """The Rasa intent of a topic. A slash would make it a retrieval intent."""
    return onderwerp.replace("/", "_", 1)


def onderwerp_van(intent: str) -> str:
    """The inverse: family names have no underscore."""
    return intent.replace("_", "/", 1)


class Inhoud(Mapping[str, Onderwerp]):
    """All topics by id, with the register of sources."""

    def __init__(
        self,
        onderwerpen: Mapping[str, Onderwerp],
        bronnen: Mapping[str, Bron],
        vaste_teksten: Mapping[str, str],
        versie: str = "",
    ) -> None:
        self._onderwerpen = MappingProxyType(dict(onderwerpen))
        self.bronnen = MappingProxyType(dict(bronnen))
        self._vast = MappingProxyType(dict(vaste_teksten))
        self.versie = versie

    def vast(self, sleutel: str, **waarden: object) -> str:
        """A label or button title of `data/vaste_teksten.yml`, filled in."""
        return self._vast[sleutel].format(**waarden)

    def tekst(self, onderwerp: str, sleutel: str, **waarden: object) -> str:
        """A text of a topic of kind `teksten`, filled in.

        Raises:
            KeyError: the topic has no such text.
        """
        antwoord = self[onderwerp].antwoord
        if not isinstance(antwoord, Teksten):
            raise KeyError(f"{onderwerp}: heeft geen teksten")
        return antwoord.teksten[sleutel].format(**waarden)

    def stap(self, nummer: int) -> Stap:
        antwoord = self[f"stap/{nummer}"].antwoord
        if not isinstance(antwoord, Stap):
            raise KeyError(f"stap/{nummer}: is geen stap")
        return antwoord

    def __getitem__(self, onderwerp: str) -> Onderwerp:
        return self._onderwerpen[onderwerp]

    def __iter__(self) -> Iterator[str]:
        return iter(self._onderwerpen)

    def __len__(self) -> int:
        return len(self._onderwerpen)


_RASA_KEYS = {"version", "nlu", "rules"}


def _uit_yaml(pad: Path) -> Any:
    """What a file says, read by libyaml: in Python the example messages alone take a second and a half."""
    with pad.open("rb") as bestand:
        return yaml.load(bestand, yaml.CSafeLoader)  # as safe as `safe_load`


def lees_onderwerp(pad: Path) -> Onderwerp:
    """Read one topic file.

    Raises:
        InhoudFout: not YAML, a key that is wrong or missing, or an id unlike the path.
    """
    try:
        ruw = _uit_yaml(pad)
    except (OSError, yaml.YAMLError) as fout:
        raise InhoudFout(f"{pad}: {fout}") from fout
    if not isinstance(ruw, dict):
        raise InhoudFout(f"{pad}: geen sleutels gevonden")
    try:
        onderwerp = Onderwerp(**{k: v for k, v in ruw.items() if k not in _RASA_KEYS})
    except ValidationError as fout:
        regels = [f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in fout.errors()]
        raise InhoudFout("\n".join(f"{pad}: {r}" for r in regels)) from fout
    if onderwerp.onderwerp != f"{pad.parent.name}/{pad.stem}":
        raise InhoudFout(f"{pad}: onderwerp: is '{onderwerp.onderwerp}', niet de plaats van het bestand")
    return onderwerp


def laad(map_: Path) -> Inhoud:
    """Read all topics and sources below `map_` (the `data` folder).

    Raises:
        InhoudFout: all that is wrong, one line each, with file and key.
    """
    fouten: list[str] = []
    onderwerpen: dict[str, Onderwerp] = {}
    for pad in sorted(map_.glob("*/*.yml")):
        try:
            onderwerp = lees_onderwerp(pad)
            onderwerpen[onderwerp.onderwerp] = onderwerp
        except InhoudFout as fout:
            fouten.append(str(fout))
    bronnen = _bronnen(map_ / "bronnen.yml")
    vast = _yaml(map_ / "vaste_teksten.yml", "teksten")
    for o in onderwerpen.values():
        fouten += [f"{o.onderwerp}: {f}" for f in _verwijzingen(o, onderwerpen, bronnen)]
    if fouten:
        raise InhoudFout("\n".join(fouten))
    return Inhoud(onderwerpen, bronnen, vast, _versie(map_))


def _yaml(pad: Path, sleutel: str) -> dict[str, Any]:
    """The part of a YAML file under one key."""
    try:
        inhoud = _uit_yaml(pad)
    except (OSError, yaml.YAMLError) as fout:
        raise InhoudFout(f"{pad}: {fout}") from fout
    if not isinstance(inhoud, dict) or not isinstance(inhoud.get(sleutel), dict):
        raise InhoudFout(f"{pad}: sleutel '{sleutel}' ontbreekt")
    deel: dict[str, Any] = inhoud[sleutel]
    return deel


def _bronnen(pad: Path) -> dict[str, Bron]:
    uit = {}
    for code, bron in _yaml(pad, "bronnen").items():
        try:
            uit[code] = Bron(**bron)
        except (ValidationError, TypeError) as fout:
            raise InhoudFout(f"{pad}: {code}: {fout}") from fout
    return uit


def _versie(map_: Path) -> str:
    """A short fingerprint of all content: it travels with every answer."""
    som = hashlib.sha256()
    for pad in sorted(map_.rglob("*.yml")):
        som.update(pad.read_bytes())
    return som.hexdigest()[:12]


def _verwijzingen(
    o: Onderwerp, onderwerpen: Mapping[str, Onderwerp], bronnen: Mapping[str, Bron]
) -> Iterator[str]:
    """Names of topics and sources that do not exist."""
    for naam in o.verder:
        if naam not in onderwerpen:
            yield f"verder: onderwerp '{naam}' bestaat niet"
    for plaats in o.bronnen:
        if plaats.code not in bronnen:
            yield f"bronnen: code '{plaats.code}' staat niet in bronnen.yml"
    for zin in alle_zinnen(o):
        for code in zin.bron:
            if code not in bronnen:
                yield f"bron: code '{code}' staat niet in bronnen.yml"
    if isinstance(o.antwoord, Stap) and o.antwoord.vragen not in onderwerpen:
        yield f"antwoord.vragen: onderwerp '{o.antwoord.vragen}' bestaat niet"


def alle_zinnen(o: Onderwerp) -> Iterator[Zin]:
    """Every reviewed text of a topic, for checks over all content."""
    if isinstance(o.antwoord, Teksten):
        yield from (Zin(tekst=t) for t in o.antwoord.teksten.values())
    else:
        for name in o.antwoord.__fields__:
            value = getattr(o.antwoord, name)
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, Zin):
                    yield item
    for zinnen in o.per_sector.values():
        yield from zinnen
