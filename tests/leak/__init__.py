"""Whatever one side has said is planted with a marker, and looked for wherever somebody else can look."""
