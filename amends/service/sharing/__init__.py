"""Under what agreement information passes between the service and other bodies, and what those bodies work on."""
