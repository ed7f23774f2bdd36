"""Finding: what waits at the desk, what looks alike, and what partners sent."""
