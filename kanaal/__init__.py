"""The input channel: sessions, limits, hiding, the alarm lane, the outbox and the page."""
