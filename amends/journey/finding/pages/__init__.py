"""How files and possible cases are shown."""
