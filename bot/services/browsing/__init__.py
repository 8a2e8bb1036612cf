"""Reading what was shown: lists by keyset, a search, one proposal."""
