"""What was done, to what, by whom: the trail, history and privacy of every field."""
