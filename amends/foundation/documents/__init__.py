"""Templates to HTML to PDF and Word, and who got which copy."""
