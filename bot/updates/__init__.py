"""Updates at work: in order per lane, one transaction each, exactly once."""
