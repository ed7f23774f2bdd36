"""The case: its number, its two files, who takes part, its milestones and its life."""
