"""What people said in person, entered for them by a working group's team."""
