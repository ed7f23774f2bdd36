"""Community resolutions: the menu by district, the contract and whether it is kept, placements to send people to."""
