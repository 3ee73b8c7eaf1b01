"""What somebody else said, apart from what the professional asks about it.

'mama zegt dat hij te klein is, hoe reageer ik' holds an objection (te klein) and a question
(hoe reageer ik). Only wrappers that leave no doubt are taken; a bare quote has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Aanhaling:
    """The words of the other, where they begin in the text, and what is left without them."""

    citaat: str
    begin: int
    rest: str


# An apostrophe opens a quote only before a word that is not 't, 'k, 's, 'n, 'm or 'r, and
# closes it only behind a word: "'t is mama's keuze" holds no quote.
_TEKENS = re.compile(
    r"\"(?P<recht>[^\"]{2,}?)\""
    r"|[“„”](?P<krul>[^“”„\"]{2,}?)[”“]"
    r"|«(?P<frans>[^»]{2,}?)»"
    r"|(?<!\w)['‘’](?![tksnmrd]\b)(?P<enkel>[^\n]{2,}?)['’](?!\w)"
)
_WIE = (
    r"(?:(?:de|die|mijn|onze|een|ne|den|nen|haar|zijn)\s+)?"
    r"(?:ik\s+)?(?:mama|papa|moeder|vader|ouders?|mevrouw|mevr\.?|mw\.?|meneer|mr\.?|dhr\.?|koppel|grootouders?|oma|opa|"
    r"stief\w+|plus\w+|partner|vriend(?:in)?|vrouw|man|mens|cli[eë]nte?|cl\.?|pati[eë]nte?|pt\.?|justitiabele|gedetineerde|"
    r"hij|hem|zij|ze|haar|hun|hen|die|iemand|mensen|\[\w+\])(?:\s+\[\w+\])?"
)
_ZEGT = (
    r"(?:zeg(?:t|gen)?|ze(?:i|ggen)|zeiden|antwoord(?:t|en|de|den)?|vind(?:t|en)?|vond(?:en)?|denk(?:t|en)?|dacht(?:en)?|"
    r"beweer(?:t|de|den)|bewer(?:en)|meen(?:t|de)|menen|roep(?:t|en)?|riep(?:en)?|herhaal(?:t|de)|reageert|stel(?:t|de|len)|"
    r"peist|gelooft|geloven|repliceert|houdt vol|is ervan overtuigd|blijft (?:erbij|zeggen|herhalen)|blijven zeggen)"
)
_TUSSEN = (
    r"(?:\s+(?:altijd|steeds|telkens|gewoon|mij|me|ons|dan|nu|ook|wel|al|weer|constant|letterlijk|ze|hij|er|daarop|toen|net|daarnet|gisteren|vandaag|vanmorgen|eens|opnieuw|luidop|meteen|"
    r"(?:de|het|een|deze|dees|vorige|laatste|eerste|tweede|andere)\s+(?:(?:vorige|laatste|eerste|tweede|andere)\s+)?(?:keer|keren|week|maand|gesprek|dag)|"
    r"aan de (?:telefoon|lijn)|in (?:het|ons) (?:begin|gesprek)|op (?:het|een) (?:einde|gesprek|gegeven moment)))*"
)
_EIND = (
    r"(?=$|[?!\n;]|\.(?:\s|$)|,?\s+(?:en\s+|dus\s+|maar\s+)?(?:hoe|oe|wat|wa|wuk)\s+"
    r"(?:zeg|moet|kan|kun|doe|reageer|antwoord|pak|ga|zou|nu|daarop|breng|leg|vang|maak|zal|antw)\w*|,\s*(?:en dan|tips|raad|help))"
)
_GEMELD = re.compile(
    rf"\b{_WIE}\s+{_ZEGT}{_TUSSEN}\s*(?:,?\s*(?:dat|da|van)\s+|:\s*)(?P<a>.{{2,}}?){_EIND}"
    rf"|\b(?:als|wanneer|indien)\s+{_WIE}{_TUSSEN}\s+{_ZEGT}{_TUSSEN}\s*(?:,?\s*(?:dat|da|van)\s+|:\s*)(?P<b>.{{2,}}?){_EIND}"
    rf"|\bvolgens\s+{_WIE}\s+(?P<c>.{{2,}}?){_EIND}"
    rf"|\b{_ZEGT}\s+{_WIE}{_TUSSEN}\s*(?:,?\s*(?:dat|da)\s+|:\s*)(?P<d>.{{2,}}?){_EIND}",
    re.IGNORECASE,
)


def aanhaling(tekst: str) -> Aanhaling | None:
    """The first quote or reported sentence of a message, if there is one beside other words."""
    for patroon in (_TEKENS, _GEMELD):
        for treffer in patroon.finditer(tekst):
            groep = next(naam for naam, waarde in treffer.groupdict().items() if waarde)
            citaat = treffer.group(groep).strip(" ,")
            if len(citaat) < 2:
                continue
            rest = (tekst[: treffer.start()] + " " + tekst[treffer.end() :]).strip(" ,.;:")
            return Aanhaling(citaat, treffer.start(groep), re.sub(r"\s{2,}", " ", rest))
    return None
