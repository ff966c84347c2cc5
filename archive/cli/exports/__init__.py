"""Giving what the archive has to other programs, one format a module."""
