"""Pages of planning: runs, assumptions, cohorts and partners."""
