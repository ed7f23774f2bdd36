"""Makes a large service out of the example: its cases are multiplied inside the database, with new names and numbers."""
