"""Every field of every model says what it is, in an inner class `Privacy`.

- `retention`: which line of the retention schedule the row follows (case, referral, service, account, trail, day).
- `personal`: fields that name, describe or quote a person: blanked in copies of the database made for testing.
- `counted`: those of the personal fields that are only codes: figures need them, so they stay when a case is erased.
- `over`, `kept_with`: on a model that a retention period is set for, the column with which the time begins, and the one
  that, when set, says the row is kept as long as another.
- `kept_by_readers`: that roles which otherwise only read a file write into this table themselves.
- `plain`: fields that may be copied as they are; "__all__" for tables without personal data.

A field that is in neither is found by a test, so that nobody adds one without thinking.
"""

from django.db import models


def unclassified(model: type[models.Model]) -> list[str]:
    """What is missing or wrong in the model's `Privacy`: field names, or a sentence where there is none at all."""
    privacy = getattr(model, "Privacy", None)
    if privacy is None or not getattr(privacy, "retention", ""):
        return [f"{model._meta.label} has no Privacy with a retention"]
    if getattr(privacy, "plain", None) == "__all__":
        return []
    named = {*getattr(privacy, "personal", ()), *getattr(privacy, "plain", ())}
    fields = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    return sorted(fields - named) + sorted(f"{name} (no such field)" for name in named - fields)


def personal_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The fields to blank in a scrubbed copy."""
    return tuple(getattr(getattr(model, "Privacy", None), "personal", ()))
