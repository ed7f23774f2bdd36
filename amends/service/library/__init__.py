"""The library: what a service works by, in versions, with who has read what."""
