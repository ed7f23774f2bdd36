"""How people are afterwards, and closing the case."""
