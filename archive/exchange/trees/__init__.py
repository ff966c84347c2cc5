"""Texts, lists and mappings with their places: what every text format is read into, and the values made of them."""
