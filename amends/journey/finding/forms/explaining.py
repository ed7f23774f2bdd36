"""Saying what columns and words mean."""

from typing import Any

from django import forms

from amends.journey.finding.fields import finding, plain
from amends.journey.finding.models import Extract
from amends.journey.finding.queries.words import Strange

LEAVE_OUT = ("", "Leave it out")


class ColumnsForm(forms.Form):
    """One question a column: what does it hold?"""

    def __init__(self, *args: Any, extract: Extract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = finding()
        people = [(n, f.words) for n, f in policy.fields.items() if n in policy.details]
        rules = [(n, f.words) for n, f in policy.fields.items() if n not in policy.details]
        choices = [LEAVE_OUT, ("The person and the matter", people), ("What the rules ask", rules)]
        self.extract = extract
        for place, heading in enumerate(extract.headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=extract.columns.get(heading, "")
            )

    @property
    def columns(self) -> dict[str, str]:
        """What was said of each heading."""
        given = self.cleaned_data
        return {heading: given.get(f"column_{n}", "") for n, heading in enumerate(self.extract.headings)}


class WordsForm(forms.Form):
    """One question a word that is not understood: what does it mean here?"""

    def __init__(self, *args: Any, strange: list[Strange], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strange = strange
        for place, each in enumerate(strange):
            values = [(value, value.replace("_", " ").capitalize()) for value in each.fact.values]
            self.fields[f"word_{place}"] = forms.ChoiceField(
                label=f"“{each.word}”",
                help_text=f"{each.fact.words} ({each.count} rows)",
                choices=[("", "Not known"), *values],
                required=False,
            )

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """For each field, what the agency's words mean."""
        found: dict[str, dict[str, str]] = {}
        for place, each in enumerate(self.strange):
            found.setdefault(each.fact.name, {})[plain(each.word)] = self.cleaned_data.get(
                f"word_{place}", ""
            )
        return found
