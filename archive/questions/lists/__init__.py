"""What is recorded, to look through."""
