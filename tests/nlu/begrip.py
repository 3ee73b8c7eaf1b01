"""What the tests of this folder share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

WORTEL = Path(__file__).parents[2]
Begrijp = Callable[[Sequence[str]], list[str]]
