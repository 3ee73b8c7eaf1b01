"""`python -m opstart.sbom`: what this installation is made of, as CycloneDX 1.5 JSON.

A small script over the installed packages: the `cyclonedx-bom` package needs a newer
jsonschema than Rasa can bear. Hashes come from the lock file.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import json
import re
import sys
import uuid
from pathlib import Path
from typing import Any

WORTEL = Path(__file__).resolve().parent.parent
_REGEL = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)")


def _naam(naam: str) -> str:
    return re.sub(r"[-_.]+", "-", naam).lower()


def hashes(lock: Path) -> dict[str, list[str]]:
    """The SHA-256 sums of each package in a lock file, by normalised name."""
    uit: dict[str, list[str]] = {}
    huidig: list[str] = []
    for regel in lock.read_text("utf-8").splitlines():
        if m := _REGEL.match(regel):
            huidig = uit.setdefault(_naam(m[1]), [])
        huidig += re.findall(r"sha256:([0-9a-f]{64})", regel)
    return uit


def _licentie(meta: importlib.metadata.PackageMetadata) -> list[dict[str, Any]]:
    namen = [c.rpartition(" :: ")[2] for c in meta.get_all("Classifier") or [] if c.startswith("License :: ")]
    tekst = meta["License-Expression"] or next(iter(namen), "") or (meta["License"] or "").split("\n")[0][:80]
    return [{"license": {"name": tekst}}] if tekst else []


def sbom() -> dict[str, Any]:
    """The components: what is locked for running, with its version as installed, and the model files."""
    gelockt = hashes(WORTEL / "requirements.lock")
    delen: list[dict[str, Any]] = []
    for pakket in importlib.metadata.distributions():
        naam = _naam(pakket.metadata["Name"])
        if naam not in gelockt and naam != "nl-core-news-sm":
            continue  # only there for testing
        purl = f"pkg:pypi/{naam}@{pakket.version}"
        # The lock names the sums of every platform's file; which one was installed is not kept.
        sommen = [{"name": "kindreflex:lock:sha256", "value": h} for h in gelockt.get(naam, ())]
        delen.append(
            {"type": "library", "bom-ref": purl, "name": naam, "version": pakket.version, "purl": purl,
             "licenses": _licentie(pakket.metadata), "properties": sommen}
        )  # fmt: skip
    for pad in sorted((WORTEL / "models").glob("*.tar.gz")):
        som = hashlib.sha256(pad.read_bytes()).hexdigest()
        delen.append(
            {"type": "machine-learning-model", "bom-ref": f"model:{pad.name}", "name": pad.name,
             "hashes": [{"alg": "SHA-256", "content": som}]}
        )  # fmt: skip
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "component": {"type": "application", "name": "kindreflex-assistent", "bom-ref": "kindreflex-assistent"},
            "properties": [{"name": "python", "value": sys.version.split()[0]}],
        },
        "components": sorted(delen, key=lambda d: str(d["bom-ref"])),
    }


if __name__ == "__main__":
    print(json.dumps(sbom(), indent=1, ensure_ascii=False))
