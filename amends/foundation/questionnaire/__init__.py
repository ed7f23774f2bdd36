"""Questions as data: ask, answer, score, lock."""
