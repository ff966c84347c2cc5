"""What changed: in the world, in what sources told, in this archive, and by what."""
