"""What an answer rests on, and what would make it another."""
