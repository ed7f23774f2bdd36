"""Verbs of the court room."""
