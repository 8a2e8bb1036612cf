"""The queue: its cards, who holds them, and every decision on them."""
