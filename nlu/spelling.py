"""Typing errors mended against the words of the training messages.

Only a word that few training messages hold and no dictionary knows is touched, and only when
one letter swapped, left out, added or changed makes it a word that several of them hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from privacy.lijsten import lijsten

_WOORD = re.compile(r"[^\W\d_]{4,}")
_HAKEN = re.compile(r"(\[\w+\])")
_VAAK = 3
"""So many training messages must hold the word that replaces another."""
_BELEEFD_VOOR = re.compile(r"^(?:sorry|excuseer|pardon|dag|hallo|goeiedag|hey|euh+m?|ok|oké)[\s,!.]+(?=(?:\S+\s+){3})", re.IGNORECASE)
_BELEEFD_NA = re.compile(
    r"(?<=\S)[\s,]+(?:alstublieft|alsjeblieft|a\.?u\.?b\.?|svp|(?:alvast )?(?:bedankt|dank (?:je|u)(?: ?wel)?|dankjewel|merci))[\s.!]*$",
    re.IGNORECASE,
)
_MIN_REST = 4


def _zonder_letter(woord: str) -> set[str]:
    return {woord[:i] + woord[i + 1 :] for i in range(len(woord))}


class Spelling:
    """Knows the words of the training messages; `herstel` mends a message."""

    def __init__(self, teksten: Sequence[str]) -> None:
        telling = Counter(w for t in teksten for w in set(_WOORD.findall(t.lower())))
        self._vormen: dict[str, str] = {}
        # The more frequent word wins a form that two words share.
        for woord, aantal in sorted(telling.items(), key=lambda paar: (paar[1], paar[0])):
            if aantal >= _VAAK and len(woord) >= 5:
                self._vormen.update(dict.fromkeys(_zonder_letter(woord), woord))
        self._vaak = frozenset(w for w, n in telling.items() if n >= _VAAK)

    def _woord(self, treffer: re.Match[str]) -> str:
        woord = treffer.group().lower()
        if woord in self._vaak or lijsten().is_woord(woord):
            return treffer.group()
        for vorm in (woord, *sorted(_zonder_letter(woord))):
            goed = vorm if vorm in self._vaak else self._vormen.get(vorm, "")
            if goed and goed[0] == woord[0] and abs(len(goed) - len(woord)) <= 1:
                return goed
        return treffer.group()

    def herstel(self, tekst: str) -> str:
        """The message with its typing errors mended; placeholders stay."""
        return "".join(d if d.startswith("[") else _WOORD.sub(self._woord, d) for d in _HAKEN.split(tekst))


def zonder_beleefdheid(tekst: str) -> str:
    """Without the courtesy around a message that says more than that."""
    rest = _BELEEFD_NA.sub("", _BELEEFD_VOOR.sub("", tekst))
    return rest if len(rest.split()) >= _MIN_REST else tekst
