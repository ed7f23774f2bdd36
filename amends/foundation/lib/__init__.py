"""Dates, words and identifiers that every room needs. No models."""
