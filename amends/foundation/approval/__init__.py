"""A second pair of eyes: ask, decide, record."""
