"""Train the stand-in of nl_core_news_sm and pack it as a wheel: `python -m taalmodel.bouw` (under 4 minutes).

The released model cannot be reached from everywhere. The stand-in has its name and its pipeline parts that the
assistant uses (tokens, lemmas, names), so that the same configuration runs with either of the two.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import tempfile
import time
import zipfile
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training.example import Example
from thinc.util import fix_random_seed

from taalmodel.soort import PAKKET, STAND_IN_VERSIE, STAND_IN_WIEL
from taalmodel.zinnen import Bron

ZAAD = 20260
ZINNEN = 20000
RONDEN = 8
TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 3,
    "embed_size": 1500,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}
INIT = '''"""Stand-in of nl_core_news_sm, trained by the Kindreflex assistant on template sentences."""

from pathlib import Path

from spacy.util import get_model_meta, load_model_from_init_py

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(**overrides):
    """Load the pipeline, as every spaCy model package does."""
    return load_model_from_init_py(__file__, **overrides)
'''
NOTICE = """Stand-in of nl_core_news_sm (not the release of explosion/spacy-models)

Trained by the Kindreflex assistant with spaCy (MIT) on template sentences of the project's own.
Names and places: Faker (MIT, Copyright (c) 2012 Daniele Faraglia). Lemmas: spacy-lookups-data (MIT,
Copyright (c) 2019 Explosion AI; the Dutch tables derive from public frequency lists named in that package).
No text of users or clients went into it. Made to run the assistant where the release cannot be fetched.
"""
LICENSE = """MIT License

Copyright (c) 2026 the Kindreflex assistant project; parts (c) 2019 Explosion AI, (c) 2012 Daniele Faraglia

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of
the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF
CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.
"""


def train() -> Language:
    """Train tok2vec and NER on fresh template sentences; the same seed gives the same model."""
    fix_random_seed(ZAAD)
    bron = Bron.uit_faker(random.Random(ZAAD))
    nlp = spacy.blank("nl")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    ner = nlp.add_pipe(
        "ner",
        config={"model": {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": TOK2VEC["width"]}}},
    )
    for label in ("PER", "LOC", "ORG", "DATE"):
        ner.add_label(label)  # type: ignore[attr-defined]
    voorbeelden: list[Example] = []
    while len(voorbeelden) < ZINNEN:
        tekst, entiteiten = bron.zin()
        doc = nlp.make_doc(tekst)
        spans = [doc.char_span(begin, eind, label=label) for begin, eind, label in entiteiten]
        if None not in spans:  # a name glued to a sign by the tokenizer teaches nothing
            voorbeelden.append(Example.from_dict(doc, {"entities": entiteiten}))
    optimizer = nlp.initialize(lambda: voorbeelden)
    for ronde in range(RONDEN):
        bron.rng.shuffle(voorbeelden)
        verlies: dict[str, float] = {}
        maat = 16 * 2 ** min(ronde, 3)  # small steps first, large ones to settle
        for begin in range(0, len(voorbeelden), maat):
            nlp.update(voorbeelden[begin : begin + maat], sgd=optimizer, losses=verlies, drop=0.25)
        print(f"ronde {ronde + 1}/{RONDEN}: verlies {verlies['ner']:.0f}", flush=True)
    # Lemmas come from a table: added after training, because they need no examples.
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}, before="ner").initialize(lambda: voorbeelden)
    nlp.meta.update(
        name="core_news_sm",
        version=STAND_IN_VERSIE,
        spacy_version=">=3.4.0,<3.5.0",
        stand_in=True,
        description="Stand-in of nl_core_news_sm, trained on template sentences",
        license="MIT",
        author="Kindreflex assistant",
        sources=[{"name": "Faker", "license": "MIT"}, {"name": "spacy-lookups-data", "license": "MIT"}],
    )
    return nlp


def pak_in(nlp: Language, doel: Path) -> None:
    """Write the wheel: by hand, because fixed dates and order make the same model the same file."""
    info = f"{PAKKET}-{STAND_IN_VERSIE}.dist-info"
    inhoud: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as map_:
        nlp.to_disk(map_)
        wortel = Path(map_)
        for bestand in sorted(p for p in wortel.rglob("*") if p.is_file()):
            naam = bestand.relative_to(wortel).as_posix()
            inhoud[f"{PAKKET}/{PAKKET}-{STAND_IN_VERSIE}/{naam}"] = bestand.read_bytes()
        inhoud[f"{PAKKET}/meta.json"] = (wortel / "meta.json").read_bytes()
    metadata = (
        f"Metadata-Version: 2.1\nName: {PAKKET}\nVersion: {STAND_IN_VERSIE}\n"
        "Summary: Stand-in of nl_core_news_sm, trained on template sentences\nLicense: MIT\n"
        "Requires-Dist: spacy<3.5.0,>=3.4.0\n"
    )
    inhoud[f"{PAKKET}/__init__.py"] = INIT.encode()
    inhoud[f"{info}/LICENSE"] = LICENSE.encode()
    inhoud[f"{info}/NOTICE"] = NOTICE.encode()
    inhoud[f"{info}/METADATA"] = metadata.encode()
    inhoud[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: taalmodel.bouw\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    inhoud[f"{info}/entry_points.txt"] = f"[spacy_models]\n{PAKKET} = {PAKKET}\n".encode()
    regels = [f"{naam},sha256={_record_hash(data)},{len(data)}" for naam, data in inhoud.items()]
    inhoud[f"{info}/RECORD"] = ("\n".join([*regels, f"{info}/RECORD,,"]) + "\n").encode()
    with zipfile.ZipFile(doel, "w") as wiel:
        for naam, data in inhoud.items():
            wiel.writestr(zipfile.ZipInfo(naam, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)


def _record_hash(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def main() -> None:
    """Train, pack, and say how long it took and how large it is."""
    begin = time.monotonic()
    nlp = train()
    pak_in(nlp, STAND_IN_WIEL)
    meting = {"seconden": round(time.monotonic() - begin), "MB": round(STAND_IN_WIEL.stat().st_size / 1e6, 2)}
    print(json.dumps({"wiel": STAND_IN_WIEL.name, **meting}))


if __name__ == "__main__":
    main()
