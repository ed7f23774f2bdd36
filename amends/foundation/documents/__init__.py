"""Templates to HTML to PDF and Word, who got which copy, and files that people hand in.

For other rooms:
- actions.make_document(*, by, template, context, service=|case=|file=, subject="", title="", large_print=False,
  names_allowed=(), override_reason="") -> Document; templates are policy/documents/<key>/<version>.html.
- actions.render(document, "pdf"|"docx", large_print=False) -> bytes
- actions.give_copy(*, by, document, how, participant=None, recipient="", at=None) -> Copy
- actions.attach(*, by, upload, service=|case=|file=, subject="", kind="risk"|"form"|"other") -> Attachment
- actions.move_attachments(*, by, subject, case, file=None) when a case is opened from a referral
- rules.check_nothing_of_other_side(html, case, side, names_allowed=()), rules.check_fit_for_both(html, case),
  rules.unread_risk(subject), rules.check_upload(name, content)
- wording.document_template(key), wording.what_it_is() -> (version, html)
- doors.open_document(user, id, why=), doors.open_attachment(user, id); pages `documents:show|pdf|docx|attachment`
"""
