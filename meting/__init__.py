"""The bench: the assistant beside `rasa init`'s starter bot, in one run on one machine. Only loopback."""
