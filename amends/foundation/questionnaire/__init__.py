"""Questions as data: ask, answer, score, lock.

For other rooms:
- actions.start_response(*, by, key, subject, service=|case=|file=|participant=) -> Response
  (one's own draft again, if there is one)
- actions.save_answers(*, by, response, answers) keeps a draft; actions.drop_draft(*, by, response)
- actions.complete_response(*, by, response, answers=None) -> list[Effect]; raises AnswersRefused
  (`.errors`: field, words)
- asking.form_for(definition, section=None) -> form class; form(data, earlier=response.answers, later=False); `.answers`
- answers are locked: the database cannot be asked what they say; rules.newest_about(question, rows) looks into a few
- rules.latest_response(subject, key), rules.definition_of(response), rules.effects_of(response),
  rules.read_answers(definition, answers) for template "questionnaire/answers.html" (`sections`),
  rules.on_paper(definition, answers=None) for printed forms
"""
