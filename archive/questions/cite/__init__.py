"""Answers that can be quoted and checked: what is pinned, what of it is hashed, its token."""
