"""Work done by the clock or after a page has been sent."""
