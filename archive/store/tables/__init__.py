"""The tables computed from the log: kept at each append, and made afresh."""
