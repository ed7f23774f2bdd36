"""A second pair of eyes: ask, decide, record.

For other rooms:
- actions.ask_approval(*, by, key, subject, question, service=|case=|file=, link="",
  permission=APPROVAL_DECIDE) -> Approval
- actions.decide_approval(*, by, approval, approve, reason="") and actions.withdraw_approval(*, by, approval, reason="")
- rules.approved(subject, key), rules.check_approved(subject, key, source=""), rules.latest(subject, key),
  rules.waiting_for(user); `key` is the sort of decision (risk.high), `subject` the row (risk_assessment:4)
- page `approval:list`
"""
