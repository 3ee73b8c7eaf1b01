"""`python -m privacy FILE.jsonl`: for each line {"text"} the redacted text and the spans that were hidden."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from privacy import verberg


def main(bestand: str) -> None:
    """Write one JSON line for each line of the file."""
    for regel in Path(bestand).read_text(encoding="utf-8").splitlines():
        if regel.strip():
            uit = verberg(json.loads(regel)["text"])
            spans = [[s.start, s.eind, s.label] for s in uit.stukken]
            print(json.dumps({"text": uit.tekst, "spans": spans}, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m privacy FILE.jsonl")
    main(sys.argv[1])
