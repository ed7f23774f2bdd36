"""The same actions for other systems."""
