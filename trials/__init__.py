"""Trials: faults on purpose, and an independent judge of what came of them."""
