"""Setting a service up: its plan, its profile, its scoping."""
