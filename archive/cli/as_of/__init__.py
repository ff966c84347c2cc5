"""`archive as-of`, and the page of a day."""
