"""Assessing risk, telling those who must act on it at once, and asking for a police officer.

For other rooms: `assess(by=, participant=, moment=, finding=)`, `raise_alert(by=, participant=)`, `answer_alert`.
"""

from amends.journey.risk.actions.assessing import Finding, answer_alert, assess, raise_alert, weigh
from amends.journey.risk.actions.police import ask_police, confirm_police

__all__ = ["Finding", "answer_alert", "ask_police", "assess", "confirm_police", "raise_alert", "weigh"]
