"""Trials of one fault each."""
