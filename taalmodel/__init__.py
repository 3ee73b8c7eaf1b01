"""The Dutch spaCy model: installing the released one, or the stand-in that this project trains."""
