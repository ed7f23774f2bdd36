"""Pages of the desk and of a case before it is accepted."""
