"""Files in and out: a folder for each family of formats, below them what they share."""
