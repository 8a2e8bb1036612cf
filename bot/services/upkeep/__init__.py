"""What operators look after: keys, dead letters, memory, how things stand."""
