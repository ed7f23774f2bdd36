"""Who may do what, and for which service."""
