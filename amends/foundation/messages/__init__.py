"""Letters, e-mail and texts on their way out, what became of them, and notices to users (app label `message`).

For other rooms:
- actions.queue_message(*, by, channel="email"|"sms"|"letter"|"note_in_product",
  to=participant|user|Outside(address, name), contents=Contents(body, subject, document), belongs_to=file|case|service,
  subject_key="referral:12", even_when_stopped=False) -> Message; `Outside` and `Contents` are in outgoing.
  Raises Refused when the safe-contact card, a stop or the wall forbids it.
- actions.stop_messages(*, by, case, file=None): everything unsent, on both sides
- actions.mark_delivered(*, by, message), mark_failed(*, by, message, error), mark_posted(*, by, message)
- actions.tell(*, user, service, words, link="", about=""), tell_role(*, service, role, ...), tell_permitted(*, service,
  permission, ...), see_notices(*, user)
- giving_actions.give(*, by, document, participant, how="queue"|"by_hand"|"read_out", on=None): a paper that is made
- posting_actions.print_envelope, post_envelope, take_out, note_came_back: one envelope holds papers of one person
- signals.letter_posted(message, by) when a letter to somebody in a case went
- rules.new_notices(user), rules.messages_about(user, subject_key), rules.check_may_reach(participant, channel)
- template "message/notices.html" with `notices`; pages `message:letters|given|given_in_case|give`
"""
