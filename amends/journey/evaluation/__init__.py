"""What those who took part thought of it."""
