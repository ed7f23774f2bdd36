"""Questions about courts, reports, sentences and what follows from them."""
