"""The schema: the tables of the log, and those computed from it."""
