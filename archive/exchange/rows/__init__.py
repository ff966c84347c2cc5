"""Rows of somebody else's data: tables and nested data, one row after another."""
