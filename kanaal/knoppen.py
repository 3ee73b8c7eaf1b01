"""Button payloads that only this conversation can send back.

Rasa obeys a typed `/intent{...}`. So a button carries a signed form of it, and whatever
else begins with a slash is text.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import Any

from itsdangerous import BadData, Signer
from itsdangerous.encoding import base64_decode, base64_encode

_MERK = "knop."
_PREFIXEN = re.compile(r"^[\s/∕]+|^\s*EXTERNAL:\s*", re.IGNORECASE)


class Knoppen:
    def __init__(self, sleutel: str) -> None:
        self._sleutel = sleutel
        self._tekenaar = lru_cache(maxsize=4096)(self._maak_tekenaar)

    def _maak_tekenaar(self, gesprek: str) -> Signer:
        return Signer(self._sleutel, salt=f"knop:{gesprek}", digest_method=hashlib.sha256)

    def teken(self, gesprek: str, payload: str, titel: str) -> str:
        """The form in which a payload leaves the server."""
        # Not itsdangerous' own serializer: that tries to compress each button, most of a tenth of a millisecond.
        return _MERK + self._tekenaar(gesprek).sign(base64_encode(json.dumps([payload, titel]))).decode()

    def lees(self, gesprek: str, tekst: str) -> tuple[str, str] | None:
        """(payload, title) when the text is a button of this conversation."""
        if not tekst.startswith(_MERK):
            return None
        try:
            payload, titel = json.loads(base64_decode(self._tekenaar(gesprek).unsign(tekst[len(_MERK) :])))
        except (BadData, ValueError, TypeError):
            return None
        return str(payload), str(titel)

    def onderteken(self, gesprek: str, berichten: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The answers with every payload in them signed."""

        def loop(deel: Any, titel: str = "") -> Any:
            if isinstance(deel, list):
                return [loop(d, titel) for d in deel]
            if not isinstance(deel, dict):
                return deel
            titel = deel.get("title") or deel.get("tekst") or titel
            return {
                k: self.teken(gesprek, v, titel) if isinstance(v, str) and _is_payload(k, v) else loop(v, titel)
                for k, v in deel.items()
            }

        return [loop(b) for b in berichten]


def _is_payload(sleutel: str, waarde: str) -> bool:
    return sleutel in ("payload", "klaar", "heropen") and waarde.startswith("/")


def als_tekst(tekst: str) -> str:
    """A typed message that Rasa cannot take for a command."""
    vorige = None
    while vorige != tekst:
        vorige, tekst = tekst, _PREFIXEN.sub("", tekst)
    return tekst
