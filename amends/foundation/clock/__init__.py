"""Every time limit: what started it, when it is due, what stopped it."""
