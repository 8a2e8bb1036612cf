"""The digest of a working group: what it tells, its slots, its messages."""
