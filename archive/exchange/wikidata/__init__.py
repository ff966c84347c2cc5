"""Wikidata in: members, positions and parts, with their times and references."""
