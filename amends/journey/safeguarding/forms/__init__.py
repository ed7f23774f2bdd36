"""The forms of safeguarding: short, for a phone, also at night."""
