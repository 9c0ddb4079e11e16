"""Pages that need no JavaScript."""
