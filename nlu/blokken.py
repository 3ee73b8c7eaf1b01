"""Fill the generated blocks of a Markdown file, so that no figure is typed by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path


def vul(pad: Path, blokken: Mapping[str, str]) -> None:
    """Replace what stands between `<!-- naam -->` and `<!-- /naam -->`; names that are not in the file are passed over."""
    tekst = pad.read_text(encoding="utf-8")
    for naam, inhoud in blokken.items():
        begin, eind = f"<!-- {naam} -->", f"<!-- /{naam} -->"
        patroon = re.compile(re.escape(begin) + ".*?" + re.escape(eind), re.DOTALL)
        nieuw = f"{begin}\n{inhoud}\n{eind}"
        tekst = patroon.sub(lambda _, nieuw=nieuw: nieuw, tekst)  # type: ignore[misc]
    pad.write_text(tekst, encoding="utf-8")
