"""Days and moments: working days, zones, terms, what people type for them."""
