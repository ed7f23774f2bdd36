"""Is it right for this person, now?"""
