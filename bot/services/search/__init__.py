"""Finding a community as people type it."""
