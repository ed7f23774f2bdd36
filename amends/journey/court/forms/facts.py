"""What is known of a defendant."""

from typing import Any

from django import forms

from amends.foundation.policy.facts import Fact, Value, facts_table
from amends.journey.court.models import CourtReport
from amends.journey.court.rules.advising import target_criteria
from amends.journey.court.rules.before_sentence import court_base


class FactsForm(forms.Form):
    """What the target criteria of the service's profile ask about; what is left open is not known yet."""

    def __init__(self, data: Any = None, *, report: CourtReport) -> None:
        names = dict.fromkeys(
            name
            for rule in target_criteria(report.service_id, court_base(report.service)).rules
            for name in rule.facts
        )
        self.asked = {name: facts_table()[name] for name in names}
        super().__init__(data, initial={name: _as_text(report.facts.get(name)) for name in names})
        for name, fact in self.asked.items():
            self.fields[name] = _field(fact)

    def facts(self) -> dict[str, Value | None]:
        """As the rules read them."""
        return {name: fact.parse(self.cleaned_data[name].strip()) for name, fact in self.asked.items()}


def _field(fact: Fact) -> forms.Field:
    if fact.kind in {"number", "text"}:
        attrs = {"class": "govuk-input--width-4", "inputmode": "numeric"} if fact.kind == "number" else {}
        box = forms.TextInput(attrs=attrs)
        return forms.CharField(label=fact.words, required=False, validators=[_checker(fact)], widget=box)
    choices = [("true", "Yes"), ("false", "No")]
    if fact.kind == "choice":
        choices = [(value, value.replace("_", " ").capitalize()) for value in fact.values]
    return forms.ChoiceField(
        label=fact.words,
        choices=[*choices, ("", "Not known yet")],
        required=False,
        widget=forms.RadioSelect,
    )


def _checker(fact: Fact) -> Any:
    def check(text: str) -> None:
        try:
            fact.parse(text)
        except ValueError:
            raise forms.ValidationError(f"Enter {fact.allowed}") from None

    return check


def _as_text(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
