"""Questions as data: ask, answer, score, lock.

For other rooms:
- actions.start_response(*, by, key, subject, service=|case=|file=|participant=) -> Response
  (one's own draft again, if there is one)
- actions.save_answers(*, by, response, answers) keeps a draft; actions.drop_draft(*, by, response)
- actions.complete_response(*, by, response, answers=None) -> list[Effect]; raises AnswersRefused
  (`.errors`: field, words)
- save_answers(..., beside=drafting.so_far(form)) keeps what the page asks beside the questions, too; before
  `is_valid` drafting.with_gaps(form), after it drafting.say_kept(request, whole=, told=)
- asking.parts_of(form): its sections for `pages.form_parts.FormParts`
- asking.form_for(definition, section=None) -> form class; form(data, earlier=response.answers, later=False); `.answers`
- answers are locked: the database cannot be asked what they say; rules.newest_about(question, rows) looks into a few
- rules.own_draft(user, subject, key), rules.latest_response(subject, key), rules.definition_of(response),
  rules.effects_of(response),
  rules.read_answers(definition, answers) for template "questionnaire/answers.html" (`sections`),
  rules.on_paper(definition, answers=None) for printed forms
"""
