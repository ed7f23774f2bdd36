"""What the desk fills in about a referral."""

from typing import Any

from django import forms

from amends.foundation.case.models import Case
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoUnsureField
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.models import Intake, Likeness, ListedOffence, Screening
from amends.journey.eligibility.refusal_rules import grounds_of
from amends.journey.eligibility.rules import family_of, suggested_pathway
from amends.service.partners.models import Pathway


class WordsForm(forms.Form):
    """What the referrer will read. It is shown before it goes and can be changed."""

    words = SafeTextField(label="What the referrer will read", lines=12)


class IntakeForm(forms.Form):
    """The pathway a referral came on, and the risk as probation states it."""

    pathway = forms.ModelChoiceField(label="Pathway", queryset=Pathway.objects.none(), required=False)
    risk_level = forms.ChoiceField(
        label="Risk level", choices=[("", "Not stated"), *Intake.Risk.choices], required=False
    )

    offence = SafeTextField(
        label="Offence, as our list names it",
        required=False,
        max_length=120,
        help_text="What is not on the list goes to the manager",
    )
    convicted_on = DateField3(
        label="When were they convicted?", what="Day of the conviction", past_only=True, required=False
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pathway: Any = self.fields["pathway"]
        pathway.queryset = Pathway.objects.filter(service=desk.referral.service).order_by("name")
        self.initial.setdefault("pathway", suggested_pathway(desk.referral, desk.facts))


class ScreeningForm(forms.Form):
    """The decision, beside what the rules say."""

    decision = forms.ChoiceField(
        label="What do you decide?", choices=Screening.Decision.choices, widget=forms.RadioSelect
    )
    family = forms.ChoiceField(
        label="Family of case", choices=[("", "Choose one"), *Case.Family.choices], required=False
    )
    reason = SafeTextField(
        label="Why",
        lines=3,
        required=False,
        help_text="Needed unless it is eligible and the rules say the same.",
    )
    grounds = forms.MultipleChoiceField(
        label="If it is not one for us: on what ground?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="The rules that decided, unless you choose",
    )
    documents_read = SafeTextField(
        label="Which papers did you read?", lines=2, required=False, help_text="One a line"
    )
    hold_until = DateField3(
        label="Come back to it on", what="Day to come back to it", future_only=True, required=False
    )
    harmed_needs = SafeTextField(label="What does the person harmed need?", lines=2, required=False)

    DECISIONS = {
        "eligible": "eligible",
        "discretion": "",
        "discuss": "",
        "oversight": "",
        "not_yet": "hold",
        "not_eligible": "not_suitable",
        "refer_on": "transfer",
        "need_facts": "hold",
    }

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("family", family_of(desk.facts))
        self.initial.setdefault("decision", self.DECISIONS[desk.decision.outcome])
        grounds: Any = self.fields["grounds"]
        grounds.choices = grounds_of(desk.profile, desk.decision)
        if desk.referral.initiated_by != "victim":
            del self.fields["harmed_needs"]

    def clean_documents_read(self) -> list[str]:
        """One a line."""
        return [line[:120] for line in self.cleaned_data["documents_read"].splitlines() if line.strip()]


class ExceptionForm(forms.Form):
    """Why the manager should take what a rule shuts out."""

    reason = SafeTextField(label="Why should it be taken all the same?", lines=3, max_length=200)


class OffenceForm(forms.Form):
    """One line of the offence list."""

    name = SafeTextField(label="Offence", max_length=120)
    takes = forms.ChoiceField(
        label="Do we take it?", choices=ListedOffence.Takes.choices, widget=forms.RadioSelect
    )


class LikenessForm(forms.Form):
    """Is it the same matter?"""

    answer = forms.ChoiceField(
        label="Are these one matter?", choices=Likeness.Answer.choices, widget=forms.RadioSelect
    )
    note = SafeTextField(label="Why do you think so?", required=False, max_length=300)


class AcknowledgedForm(forms.Form):
    """The other service has it."""

    accepted = YesNoUnsureField(label="Do they take it?")

    def taken(self) -> bool | None:
        """None while they have not said."""
        return {"yes": True, "no": False}.get(self.cleaned_data["accepted"])


class AgainForm(forms.Form):
    """Why a referral that was decided is looked at again."""

    reason = SafeTextField(
        label="Why do you look at it again?", max_length=300, help_text="The referrer reads this."
    )


class OutcomeForm(forms.Form):
    """What came of it there."""

    outcome = SafeTextField(label="What came of it?", lines=3)
    on = DateField3(label="When did they tell you?", what="Day of their answer")
