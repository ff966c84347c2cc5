"""`archive cite`: what is cited, its sentence, its check."""
