"""What a question is about, and what its answer may rest on."""
