"""Maps: what rows mean, as a file declares it, and the import of rows by them."""
