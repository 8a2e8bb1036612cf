"""Figures of groups, of the network, and those open to all."""
