"""`python -m kindreflex [data/…/topic.yml …]`: check topic files, or all content."""

import sys
from pathlib import Path

from kindreflex.inhoud import InhoudFout, laad, lees_onderwerp

try:
    if sys.argv[1:]:
        print(f"{len([lees_onderwerp(Path(p)) for p in sys.argv[1:]])} bestanden in orde")
    else:
        print(f"{len(laad(Path('data')))} onderwerpen in orde")
except InhoudFout as fout:
    sys.exit(str(fout))
