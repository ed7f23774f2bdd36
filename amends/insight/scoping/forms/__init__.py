"""The pages of a run, and the short forms of planning."""
