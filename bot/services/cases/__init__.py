"""What a group does with a case: leads it, decides, merges, translates."""
