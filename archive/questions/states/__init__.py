"""States and events within a horizon: what the other questions are made of."""
