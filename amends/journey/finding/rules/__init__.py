"""Who may do what before a referral, and what stands against it."""
