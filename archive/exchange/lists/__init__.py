"""Lists that are observed: their snapshots, each compared with the one before, and the events that it tells."""
