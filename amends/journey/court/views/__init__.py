"""Pages of the court room."""
