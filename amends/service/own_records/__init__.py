"""Somebody asks to see what is kept about them: only their own record, with everybody else taken out."""
