"""Writing to somebody in a case: which papers fit them now, filled in with what is known, read before they go.

For other rooms: page `writing:choose` with a participant's key.
"""
