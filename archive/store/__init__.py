"""SQLite: the log, and the tables computed from it. The only package with SQL."""
