"""Calls, letters and visits, and the rules of reaching people safely."""
