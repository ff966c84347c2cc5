"""Batches of events: as YAML, as JSON Lines, and loaded into the log."""
