"""Popolo, in and out: persons, organizations, posts, memberships and meetings."""
