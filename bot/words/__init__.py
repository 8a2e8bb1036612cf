"""What things are called, wherever people read of them."""
