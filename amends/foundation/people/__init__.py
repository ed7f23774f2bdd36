"""A person, and how they may be reached safely."""
