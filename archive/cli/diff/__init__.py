"""`archive diff`, and its page."""
