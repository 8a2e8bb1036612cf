"""Viche: the engine and the rules of the bot."""

__version__ = "0.1.0"
