"""Datasette with the archive's pages."""
