"""Reads the policy folder and answers questions about it: profiles, clocks, questionnaires. Plain Python."""
