"""Pages of what goes out of a case and what comes in."""
