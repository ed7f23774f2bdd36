"""What each person has agreed to, and may end at any moment."""
