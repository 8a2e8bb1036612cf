"""What is owed to people: notices and posts, sealed, counted, never lost."""
