"""Amends runs a restorative justice service, from the first referral to the last return."""
