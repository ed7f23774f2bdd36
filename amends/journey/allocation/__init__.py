"""Two facilitators for each case, free of conflicts."""
