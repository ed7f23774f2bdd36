"""Pages of what comes before a referral."""
