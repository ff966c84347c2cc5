"""The commands over time: lanes, panel, counts, attendance."""
