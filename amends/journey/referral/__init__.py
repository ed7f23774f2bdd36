"""A referral comes in: forms, drafts, questions, outcome."""
