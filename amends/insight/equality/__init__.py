"""Who comes how far, by group: differences are marked, small numbers hidden, and something is done about them."""
