"""The case page, the file pages, the timeline and search."""
