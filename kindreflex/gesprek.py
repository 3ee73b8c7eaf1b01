"""What the conversation remembers between turns, and what a turn gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from kindreflex.inhoud import intent_van

Gevaar = Literal["", "nee", "misschien", "ja"]
"""A word and no number: nothing that is kept scores a risk."""


@dataclass(frozen=True)
class Keuze:
    """A choice offered as a button: a human title, the topic, and its parameters."""

    titel: str
    onderwerp: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def intent(self) -> str:
        return intent_van(self.onderwerp)


@dataclass(frozen=True)
class Context:
    """The thread of the talk. Nothing of it is about the client: that is in the Stand."""

    onderwerp: str = ""
    getoond: int = 0
    leeftijd: str = ""
    missers: int = 0
    vraagt: str = ""
    keuzes: tuple[Keuze, ...] = ()

    def als_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def uit_dict(cls, ruw: Mapping[str, Any] | None) -> Context:
        """Back from a slot; anything unreadable gives a fresh context."""
        try:
            waarden = dict(ruw or {})
            keuzes = tuple(
                Keuze(k["titel"], k["onderwerp"], tuple((a, b) for a, b in k["parameters"]))
                for k in waarden.pop("keuzes", ())
            )
            return cls(keuzes=keuzes, **waarden)
        except (TypeError, KeyError, ValueError):
            return cls()


@dataclass(frozen=True)
class Antwoord:
    """What is said: bubbles of at most 90 words, choices, and the sources of what is said."""

    bubbels: tuple[str, ...]
    keuzes: tuple[Keuze, ...] = ()
    bronnen: tuple[tuple[str, str, str], ...] = ()
    """(titel, verwijzing, url or empty)."""


@dataclass(frozen=True)
class Bericht:
    """One message as it comes in: redacted text, and what the classifier makes of it."""

    tekst: str
    ranglijst: tuple[tuple[str, float], ...] = ()
    """Topics with their probability, likeliest first."""
    begrepen: bool = True
    """False when the classifier is not sure enough to answer."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    deelzinnen: tuple[tuple[tuple[str, float], ...], ...] = ()
    """The same for each clause by itself, in order, when there are two or more."""
    citaat: tuple[tuple[str, float], ...] = ()
    """The same for what somebody else said, when the message quotes."""
    knop: bool = False
    """True for a button that the assistant offered: topic and parameters are certain."""
    acuut: bool = False
    """True when the alarm rules of the channel recognised acute danger."""
    nood: bool = False
    """True when they saw plain danger to a life, which nothing contradicts."""
    gevaar: Gevaar = ""
    """Whether it is danger now, by rules, classifier and second reading together; empty when it was not read again."""

    @property
    def onderwerp(self) -> str:
        return self.ranglijst[0][0] if self.ranglijst else "gesprek/niet_begrepen"
