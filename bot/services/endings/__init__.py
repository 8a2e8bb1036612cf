"""How things end: terms, erasing, closing, leaving a team."""
