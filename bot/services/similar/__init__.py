"""What is already said: published proposals that are like a text."""
