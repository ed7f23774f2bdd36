"""The four questions of the criteria checklist. Not being sure is an answer: the service finds out."""

from typing import Any

from django import forms

from amends.journey.referral.forms.matter import not_sure, text
from amends.journey.referral.models import ChecklistAnswer
from amends.journey.referral.noticing.consequences import follows_words

Q = ChecklistAnswer.Question
FOUND_OUT = "If you are not sure, say so: we find out."


class ChecklistForm(forms.Form):
    """Willing, abuse, court, young person."""

    willing = not_sure(Q.WILLING.label, help_text=FOUND_OUT)
    willing_note = text("Anything to add?", longest=300)
    abuse = not_sure(Q.ABUSE.label, help_text="Now or in the past, between the people involved.")
    abuse_note = text("Anything to add?", longest=300)
    court_case = not_sure(Q.COURT_CASE.label)
    court_case_note = text("Whose, and when is it heard?", longest=300)
    young_person = not_sure(Q.YOUNG_PERSON.label, help_text="Under 18, and one of the people themselves.")
    young_person_note = text("Anything to add?", longest=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in Q.values:
            field = self.fields[question]
            field.help_text = f"{field.help_text} {follows_words(question)}".strip()
