"""Partners' own systems: which of us may look into which, and what was looked up for a case."""
