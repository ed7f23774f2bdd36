"""Facts and the referrer's checklist, as the service found them out."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import SafeTextField, YesNoUnsureField
from amends.foundation.policy.facts import Fact, facts_table
from amends.journey.eligibility.desk import Desk
from amends.journey.referral.models import ChecklistAnswer, ReferralFact
from amends.journey.referral.models.referral import Answer


class FactsForm(forms.Form):
    """Every fact the rules ask about, those that are missing first; what is not changed is not recorded."""

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        table = facts_table()
        asked = dict.fromkeys([*desk.decision.missing, *(n for r in desk.profile.rules for n in r.facts)])
        told = desk.rows.stated.get(ReferralFact.SaidBy.REFERRER, {})
        for name in asked:
            self.fields[name] = _fact_field(table[name], told.get(name))
            self.initial[name] = _as_text(desk.facts.get(name))
        self.fields["said_by"] = forms.ChoiceField(
            label="Whose word is it?",
            choices=[
                (ReferralFact.SaidBy.COORDINATOR, "We found it out"),
                (ReferralFact.SaidBy.AGENCY, "An agency"),
            ],
            initial=ReferralFact.SaidBy.COORDINATOR,
            widget=forms.RadioSelect,
        )
        self.fields["note"] = SafeTextField(
            label="From whom, or how do we know?", required=False, max_length=300
        )

    def changed_facts(self) -> dict[str, Any]:
        """What was changed, as values; None says not known after all."""
        table = facts_table()
        return {
            name: table[name].parse(self.cleaned_data[name])
            for name in self.changed_data
            if name in table and self.cleaned_data[name] != self.initial.get(name)
        }


SAID = {"true": "yes", "false": "no"}


def _fact_field(fact: Fact, told: str | None) -> forms.Field:
    said = f"The referrer said: {SAID.get(told, told.replace('_', ' '))}" if told else ""
    if fact.kind == "number":
        return forms.CharField(label=fact.words, required=False, help_text=said, validators=[_checker(fact)])
    choices = [("true", "Yes"), ("false", "No")]
    if fact.kind == "choice":
        choices = [(value, value.replace("_", " ").capitalize()) for value in fact.values]
    return forms.ChoiceField(
        label=fact.words, choices=[("", "Not known"), *choices], required=False, help_text=said
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


class ChecklistForm(forms.Form):
    """The service's own answer beside the referrer's, for each of the four lines."""

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = desk.rows.checklist
        for line in self.lines:
            told = line.get_referrer_answer_display() or "no answer"
            note = f" ({line.referrer_note})" if line.referrer_note else ""
            label = ChecklistAnswer.Question(line.question).label
            self.fields[line.question] = YesNoUnsureField(
                label=label, help_text=f"The referrer said: {told}{note}", required=False
            )
            self.fields[f"{line.question}_note"] = SafeTextField(
                label="How do we know?", required=False, max_length=300
            )
            self.initial[line.question] = line.verified_answer
            self.initial[f"{line.question}_note"] = line.verified_note

    def changed_lines(self) -> list[tuple[str, str, str]]:
        """Question, answer and note of every line that was changed."""
        data = self.cleaned_data
        return [
            (line.question, data[line.question], data[f"{line.question}_note"])
            for line in self.lines
            if data[line.question] in Answer.values
            and {line.question, f"{line.question}_note"} & set(self.changed_data)
        ]
