"""Committees of several agencies: their terms of reference, who has accepted them, and meetings that keep to them."""
