"""The bodies a service works with, their part and what they send."""
