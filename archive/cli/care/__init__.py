"""Making an archive and keeping it whole."""
