"""`python -m logboek`: the step log as JSON lines; `python -m logboek migreer`: newest schema."""

import json
import sys

from instellingen import instellingen
from logboek.databank import engine_voor, migreer
from logboek.logboek import SqlLogboek

url = instellingen().databank_url
migreer(url)
if sys.argv[1:] != ["migreer"]:
    for regel in SqlLogboek(engine_voor(url)).regels():
        print(json.dumps(regel, ensure_ascii=False))
