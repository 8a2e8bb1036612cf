"""What is printed: sheets of text and posters, as PDF."""

from bot.paper.printing import print_poster, print_sheet, print_told
from bot.paper.sheet import Block, Kind, Poster, Sheet

__all__ = [
    "Block",
    "Kind",
    "Poster",
    "Sheet",
    "print_poster",
    "print_sheet",
    "print_told",
]
