"""The Rasa SDK side: read the tracker, call the service, write the answer."""
