"""From a fresh machine to a running assistant. Standard library only: it runs before anything is installed."""
