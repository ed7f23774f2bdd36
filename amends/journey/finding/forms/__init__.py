"""Short forms for what comes before a referral."""
