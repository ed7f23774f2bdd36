"""What triggers gather from many rows, for those who write with triggers switched off: they run it once at their end."""

# Which cases and referrals are limited, and the names that the search for lookalikes reads.
GATHER = "SELECT case_gather_shut(), referral_gather_shut(), eligibility_gather_names()"
