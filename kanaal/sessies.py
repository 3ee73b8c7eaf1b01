"""Session ids: 128 random bits, signed by the server, and their pseudonyms.

The id is what a client holds; it is never stored. What the databases know is a keyed hash
of it, so that nobody who reads them can take over a talk.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from itsdangerous import BadSignature, TimestampSigner


class OngeldigeSessie(Exception):
    """The id was not issued by this server, or has expired."""


class Sessies:
    """Issues and checks session ids. `geldig` is in seconds."""

    def __init__(self, sleutel: str, geldig: int) -> None:
        self._signer = TimestampSigner(sleutel, salt="sessie", digest_method=hashlib.sha256)
        self._sleutel = sleutel.encode()
        self._geldig = geldig

    def nieuw(self) -> str:
        return self._signer.sign(secrets.token_urlsafe(16)).decode()

    def gesprek(self, sender: object) -> str:
        """The pseudonym under which the conversation is stored.

        Raises:
            OngeldigeSessie: forged, foreign or expired (compared in constant time).
        """
        if not isinstance(sender, str) or len(sender) > 200:
            raise OngeldigeSessie
        try:
            # Not its `max_age`: that refuses what is signed later than now, and clocks are put back or differ.
            kern, sinds = self._signer.unsign(sender.encode(), return_timestamp=True)
        except (BadSignature, UnicodeError) as fout:
            raise OngeldigeSessie from fout
        if self._signer.get_timestamp() - sinds.timestamp() > self._geldig:
            raise OngeldigeSessie
        return hmac.new(self._sleutel, b"gesprek:" + kern, hashlib.sha256).hexdigest()[:32]
