"""Who might harm whom, and what is done about it."""
