"""Meetings of a group: the next one, its agenda, what it decided."""
