"""What nobody knows to have come: found, told to whom can look, decided."""
