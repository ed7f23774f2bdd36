"""Letters and messages carried between the two sides."""
