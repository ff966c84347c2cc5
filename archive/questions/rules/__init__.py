"""Rules that find contradictions which nobody has named: one rule, one function."""
