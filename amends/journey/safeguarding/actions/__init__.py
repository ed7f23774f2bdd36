"""Raising concerns and acting on them, what the adults of a child say, and plans to keep people safe.

For other rooms: raising.raise_concern, children.note_contact_apart, harm.note_signs, afterwards.ask_after_meeting.
"""
