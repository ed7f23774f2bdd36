"""Templates to HTML to PDF and Word, who got which copy, and files that people hand in.

For other rooms:
- actions.make_document(*, by, paper=Paper(template, context, subject="", title="", ...), belongs_to=file|case|service,
  reader=None, override_reason="") -> Document; `Paper` is in worded, templates are policy/documents/<key>/<version>.html.
  `reader` is the participant it is for: it prints as they have asked.
- actions.render(document, "pdf"|"docx", large_print=None, easy_read=None) -> bytes; None is as the reader has asked
- actions.give_copy(*, by, document, how, participant=None, recipient="", at=None, form="", from_table=False) -> Copy
- reading.provide_paper_forms(provider), reading.asked_forms(participant), reading.form_for(document, participant)
- actions.attach(*, by, upload, belongs_to=file|case|service, subject="", kind="risk"|"form"|"other") -> Attachment
- actions.move_attachments(*, by, subject, case, file=None) when a case is opened from a referral
- rules.check_nothing_of_other_side(html, case, side, names_allowed=()), rules.check_fit_for_both(html, case),
  rules.unread_risk(subject), rules.check_upload(name, content)
- wording.document_template(key), wording.what_it_is() -> (version, html)
- doors.open_document(user, id, why=), doors.open_attachment(user, id); pages `documents:show|pdf|docx|attachment`
"""
