"""The check of events before anything is written."""
