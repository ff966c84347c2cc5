"""What is stored, read for those who ask."""
