"""Finding files, possible cases and samples."""
