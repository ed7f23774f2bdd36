"""Where a case is on its path, what its record lacks, and which cases the register holds."""
