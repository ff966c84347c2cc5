"""Taking in what others have: tables by maps, Popolo, Wikidata, lists that are observed."""
