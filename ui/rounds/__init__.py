"""Map & Rounds: the ward cut into rounds, seen on the map, mended by hand."""
