"""Writing, and what it does to answers."""
