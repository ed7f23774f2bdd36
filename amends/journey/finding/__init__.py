"""Looking for cases instead of waiting for referrals."""
