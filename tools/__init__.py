"""Tools of the workshop; nothing here runs in production."""
