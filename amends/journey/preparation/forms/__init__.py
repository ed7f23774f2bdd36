"""Forms about getting people ready."""
