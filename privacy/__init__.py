"""Hiding names, numbers and places in a message before anything is stored."""

from privacy.verbergen import Stuk, Verborgen, verberg

__all__ = ["Stuk", "Verborgen", "verberg"]
