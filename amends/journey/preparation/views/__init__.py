"""Pages about getting people ready."""
