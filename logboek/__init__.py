"""The step log: what changed in a case, and when. No message text, no names."""
