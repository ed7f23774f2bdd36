"""The meeting: planned, held, written up."""
