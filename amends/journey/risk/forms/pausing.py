"""Forms about what changes, what is known, and what worries somebody."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, EmailField, SafeTextField, YesNoField
from amends.journey.risk.actions.pausing import Changed
from amends.journey.risk.models import (
    ContactBar,
    Escalation,
    RiskChange,
    RiskEnquiry,
    VisitSummary,
    Worry,
)


def _one_of(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


class ChangeForm(forms.Form):
    """A risk factor that has gone up or down."""

    factor = SafeTextField(label="What has changed?", help_text="Drink, housing, a threat.", max_length=120)
    direction = _one_of("Has the risk gone up or down with it?", RiskChange.Direction.choices)
    on = DateField3(label="Since when?", past_only=True)
    is_threat = YesNoField(label="Was somebody threatened?")
    decision = _one_of("If it has gone up: does the work go on?", RiskChange.Decision.choices, required=False)
    reason = SafeTextField(label="Why?", lines=3, required=False)
    equality = SafeTextField(
        label="How did you think of age, sex, disability, faith and origin?", lines=2, required=False
    )
    officer = SafeTextField(
        label="If they have threatened somebody: which officer manages their sentence?",
        help_text="A threat goes to them at once.",
        required=False,
        max_length=160,
    )
    email = EmailField(
        label="The officer’s e-mail address",
        help_text="They are asked to ring; what it is about is not in the e-mail.",
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})

    def changed(self) -> Changed:
        """As the action takes it."""
        return Changed(**{**self.cleaned_data, "is_threat": bool(self.cleaned_data["is_threat"])})


class RiseForm(forms.Form):
    """Something that may point to a high risk of serious harm."""

    words = SafeTextField(label="What was seen or heard?", lines=4)
    officer = SafeTextField(label="Who manages the sentence? Name and office", max_length=160)
    email = EmailField(
        label="Their e-mail address",
        help_text="They are asked to ring; what it is about is not in the e-mail. Leave empty if you ring them.",
        required=False,
    )


class RenewedForm(forms.Form):
    """What probation has found."""

    renewed_on = DateField3(label="Day of the renewed assessment", past_only=True)
    result = _one_of("Risk of serious harm", Escalation.Result.choices)
    moved_on = DateField3(label="If somebody else holds the case now: since when?", required=False)
    goes_on = YesNoField(label="Does our work go on?")


class WorryForm(forms.Form):
    """What worries you."""

    words = SafeTextField(label="What worries you?", lines=4)


class DecideWorryForm(forms.Form):
    """Who was asked and what was decided."""

    consulted = _one_of("Whom did you ask?", Worry.Consulted.choices)
    consulted_name = SafeTextField(label="Their name", max_length=120)
    advice = SafeTextField(label="What did they advise?", lines=3)
    decision = SafeTextField(label="What was decided?", lines=3)


class BarForm(forms.Form):
    """An order or condition that forbids contact."""

    kind = _one_of("Where is it written?", ContactBar.Kind.choices)
    words = SafeTextField(label="What does it say?", lines=3)
    covers = _one_of("What does it forbid?", ContactBar.Covers.choices)
    starts_on = DateField3(label="From")
    ends_on = DateField3(label="Until", help_text="Empty: no end is set.", required=False)


class VaryForm(forms.Form):
    """Whoever can vary it has agreed in writing."""

    varied_by = SafeTextField(label="Which authority has varied it in writing?", max_length=160)
    varied_on = DateField3(label="On which day?", past_only=True)


class SummaryForm(forms.Form):
    """What those who visit must know."""

    hazards = SafeTextField(
        label="At the address: dogs, stairs, who else lives there, no signal", lines=3, required=False
    )
    known = SafeTextField(label="Known violence, weapons, drink or drugs", lines=3, required=False)
    advice = SafeTextField(
        label="So how are they visited?",
        help_text="In pairs, in a public place, with the police there.",
        lines=3,
    )
    checked_with = forms.MultipleChoiceField(
        label="Where were they looked up?",
        choices=VisitSummary.Checked.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    checked_on = DateField3(label="When?", past_only=True, required=False)
    result = _one_of("What did that give?", VisitSummary.Result.choices, required=False)
    decision = _one_of(
        "If there is a concern: how are they visited?", VisitSummary.Decision.choices, required=False
    )
    decided_by = SafeTextField(label="Who decided that?", max_length=120, required=False)


class AskForm(forms.Form):
    """Whom to ask about somebody's risk."""

    kind = _one_of("Who is asked?", RiskEnquiry.Kind.choices)
    asked_of = SafeTextField(label="Name and office, or the prison", max_length=160)

    def __init__(self, data: Any = None, *, in_custody: bool = False) -> None:
        super().__init__(data)
        if not in_custody:
            kinds = [choice for choice in RiskEnquiry.Kind.choices if choice[0] != RiskEnquiry.Kind.SECURITY]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a field with choices


class EnquiryAnswerForm(forms.Form):
    """The answer under its headings."""

    known_before = SafeTextField(label="What is known of them from before", lines=3, required=False)
    threats = SafeTextField(label="Threats or intimidation of the person harmed", lines=3, required=False)
    stress = SafeTextField(label="How they react to stress; their behaviour now", lines=3, required=False)
    self_harm = SafeTextField(label="Any harm to themselves", lines=3, required=False)
    nothing_of_concern = forms.BooleanField(label="Nothing of concern", required=False)
    answered_by = SafeTextField(label="Who answered?", max_length=160)
    answered_on = DateField3(label="When?", past_only=True)
