"""The way of a case: its draft, its ladder of statuses, what each step tells."""
