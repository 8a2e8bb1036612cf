"""Communities and their working groups: names, settings, schedules."""
