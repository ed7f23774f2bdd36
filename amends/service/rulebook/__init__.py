"""A service's own versions of the rules it screens under: changed with a reason, seen by two, dated."""
