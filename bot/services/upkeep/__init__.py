"""What operators look after: keys, dead letters, messages in doubt."""
