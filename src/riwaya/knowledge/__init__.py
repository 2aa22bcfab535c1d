"""What the program knows of the world: places, parties, weapons and named sources."""
