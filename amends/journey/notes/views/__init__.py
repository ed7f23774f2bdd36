"""Pages of what is written down along the way."""
