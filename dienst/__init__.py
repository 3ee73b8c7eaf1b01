"""One turn from end to end: the log around the method. Used by the action and the channel."""
