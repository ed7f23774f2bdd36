"""Facilitators: level, training, vetting, languages, free time, links."""
