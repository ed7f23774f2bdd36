"""Letters, e-mail and texts on their way out, and what became of them."""
