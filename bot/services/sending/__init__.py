"""What comes in: proposals, concerns, calls for help, calls for ideas."""
