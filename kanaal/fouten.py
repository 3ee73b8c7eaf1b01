"""Errors in the log without what was typed: an exception's text and frames may hold it."""

from __future__ import annotations

import traceback


def omschrijf(fout: BaseException) -> str:
    """The kind of error and where it arose: file, line and function, nothing else."""
    plekken = traceback.extract_tb(fout.__traceback__)[-3:]
    return f"{type(fout).__name__} at " + " < ".join(f"{p.filename}:{p.lineno} {p.name}" for p in reversed(plekken))
