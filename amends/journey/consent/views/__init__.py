"""Pages of the switchboard."""
