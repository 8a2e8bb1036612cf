"""Conversations: forms that people fill in, declared; their state is a row."""
