"""The method in plain Python: no Rasa, no SQL, no clock, no environment."""
